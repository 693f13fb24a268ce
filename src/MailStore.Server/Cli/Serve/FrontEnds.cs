using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Abstractions.Sasl;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Pop3.Connection;
using MailStore.Pop3.Session;
using MailStore.Server.Hosting;
using MailStore.Server.Relaying;
using MailStore.Smtp.Connection;
using MailStore.Smtp.Session;

namespace MailStore.Server.Cli.Serve;

/// <summary>What answers at each kind of listener. One SASL for all: what it makes up for a name that nobody has is the same wherever one asks.</summary>
internal sealed class FrontEnds(IMailStore store, SaslServer sasl, IAddressBook addresses, MailOptions mail, TimeProvider clock)
{
    private readonly ImapServices _imap = new(store, sasl.Authenticator, clock) { Sasl = sasl };

    private readonly SmtpServices _lmtp = new(store, addresses, sasl, clock, Settings(SmtpRole.Lmtp, mail))
    {
        Limits = Limits(mail.MessageBytesMax),
        Relay = mail.Smarthost is { } place ? new Smarthost(place, mail.HostName) : null,
    };

    private readonly Pop3Services _pop3 = new(store, sasl, clock) { NewStamp = ApopStamp.Next };

    public Listener Listen(ListeningPlace at) => new(at.Kind, at.Place, Of(at.Kind));

    private Func<IClientConnection, CancellationToken, Task> Of(ListenerKind kind) => kind.Alpn switch
    {
        "imap" => (connection, stopping) => new ImapConnection(connection, _imap).RunAsync(stopping),
        "lmtp" => Smtp(_lmtp),
        "smtp" => Smtp(_lmtp with { Settings = Settings(SmtpRole.Intake, mail) }),
        // A PROXY line comes before TLS: where that begins at once, there is no place for it.
        "submission" => Smtp(_lmtp with { Settings = Settings(SmtpRole.Submission, mail) with { ExpectsProxyLine = mail.ExpectsProxyLine && !kind.IsTls } }),
        "pop3" => (connection, stopping) => new Pop3Connection(connection, _pop3).RunAsync(stopping),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static Func<IClientConnection, CancellationToken, Task> Smtp(SmtpServices services) =>
        (connection, stopping) => new SmtpConnection(connection, services).RunAsync(stopping);

    // A chunk may be a whole message, and what is refused must be dropped to find the next command.
    private static SmtpLimits Limits(long messageBytes)
    {
        var limits = new SmtpLimits();
        return limits with { Octets = limits.Octets with { MessageBytesMax = messageBytes, ChunkBytesMax = messageBytes, DiscardBytesMax = messageBytes } };
    }

    private static SmtpSettings Settings(SmtpRole role, MailOptions mail) => new(role)
    {
        HostName = mail.HostName,
        BareLineEnds = mail.MendsLineEnds ? BareLineEnds.Mended : BareLineEnds.Refused,
        FromPolicy = mail.FromPolicy,
        IsFullTemporary = mail.IsFullTemporary,
        AnswersQuestions = mail.AnswersQuestions,
        Trusted = mail.Trusted,
        ExpectsProxyLine = mail.ExpectsProxyLine,
    };
}
