using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using MailStore.Server.Relaying;
using MailStore.Smtp.Session;

namespace MailStore.Server.Cli.Serve;

/// <summary>Options of <c>mailstore serve</c> about mail that comes in: whose it is, and whose word is taken.</summary>
internal sealed class MailFlags
{
    /// <summary>In the order of <see cref="FromPolicy"/>.</summary>
    private static readonly string[] s_policies = ["own", "own-envelope", "any"];

    private readonly Option<string[]> _domains = new("--domain") { Description = "A domain whose mail is kept here. Those of the users are known; localhost if there is none.", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _aliases = new("--alias") { Description = "ADDRESS=USER[,USER...]: another name for a user, or a list of several.", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _forwards = new("--forward") { Description = "ADDRESS=ADDRESS of somebody who has gone: senders are told where.", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _catchAlls = new("--catch-all") { Description = "DOMAIN=USER: who gets what is addressed to nobody in a domain.", DefaultValueFactory = _ => [] };
    private readonly Option<string> _hostName = new("--host-name") { Description = "Who we are in greetings and trace headers.", DefaultValueFactory = _ => Dns.GetHostName() };
    private readonly Option<IPNetwork[]> _trusted = new("--trust")
    {
        Description = "Network of proxies whose word is taken for who their clients are, as in 192.0.2.0/24: XCLIENT, and the PROXY line.",
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. result.Tokens.Select(token => Read(token.Value, result.AddError)).OfType<IPNetwork>()],
    };

    private readonly Option<SmarthostPlace?> _smarthost = new("--smarthost")
    {
        Description = "smtp://[NAME:PASSWORD@]HOST[:PORT] or smtps://...: who takes what users send elsewhere. It is passed on while the user waits, since there is no queue. Without one it is refused.",
        CustomParser = result => Read(result),
    };

    private readonly Option<bool> _proxyLine = new("--proxy-line") { Description = "SMTP, LMTP and submission begin with a PROXY line of a trusted proxy." };
    private readonly Option<string> _fromPolicy = new("--from-policy") { Description = "Whom users may write as: own (names of theirs, in the envelope and in From), own-envelope, any.", DefaultValueFactory = _ => s_policies[0] };
    private readonly Option<long> _messageBytes = new("--message-bytes") { Description = "The largest message that is taken by SMTP and LMTP.", DefaultValueFactory = _ => new MailOptions().MessageBytesMax };
    private readonly Option<bool> _fullIsFinal = new("--full-is-final") { Description = "A full mailbox is answered 552, and not 452 for a later try." };
    private readonly Option<bool> _mends = new("--mend-line-ends") { Description = "A CR or LF that stands alone in a message becomes CRLF. Without this, such a message is refused." };
    private readonly Option<bool> _answers = new("--answer-vrfy") { Description = "VRFY and EXPN say who is here." };

    public MailFlags()
    {
        _fromPolicy.AcceptOnlyFromAmong(s_policies);
    }

    public IEnumerable<Option> All => [_fromPolicy, _messageBytes, _fullIsFinal, _domains, _aliases, _forwards, _catchAlls, _hostName, _trusted, _smarthost, _proxyLine, _mends, _answers];

    public MailOptions Read(ParseResult result) => new()
    {
        Addresses = new()
        {
            Domains = result.GetRequiredValue(_domains),
            Aliases = result.GetRequiredValue(_aliases),
            Forwards = result.GetRequiredValue(_forwards),
            CatchAlls = result.GetRequiredValue(_catchAlls),
        },
        FromPolicy = (FromPolicy)Array.IndexOf(s_policies, result.GetRequiredValue(_fromPolicy)),
        MessageBytesMax = result.GetRequiredValue(_messageBytes),
        IsFullTemporary = !result.GetValue(_fullIsFinal),
        HostName = result.GetRequiredValue(_hostName),
        Trusted = result.GetRequiredValue(_trusted),
        Smarthost = result.GetValue(_smarthost),
        ExpectsProxyLine = result.GetValue(_proxyLine),
        MendsLineEnds = result.GetValue(_mends),
        AnswersQuestions = result.GetValue(_answers),
    };

    private static SmarthostPlace? Read(ArgumentResult result)
    {
        if (SmarthostPlace.TryParse(result.Tokens[^1].Value, out var place))
        {
            return place;
        }

        // The text may hold a password, so it is not said again.
        result.AddError("--smarthost needs smtp://HOST:PORT or smtps://HOST:PORT, with NAME:PASSWORD@ before the host if it asks for a login.");
        return null;
    }

    private static IPNetwork? Read(string text, Action<string> complain)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        complain($"'{text}' is no network, as in 192.0.2.0/24 or 2001:db8::/32.");
        return null;
    }
}
