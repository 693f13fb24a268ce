using System.Net;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Abstractions.Sasl;
using MailStore.Smtp.Connection;
using MailStore.Smtp.Session;
using MailStore.Transcripts.Scripts;
using MailStore.Wire;

namespace MailStore.Transcripts.Protocols;

/// <summary>SMTP in the role that a script's header names, with what its <c>settings</c> name.</summary>
internal sealed class SmtpProtocol(TimeProvider clock) : IProtocol
{
    private readonly MessageIds _ids = new(clock);

    /// <summary>"limits: small" makes every limit one that a script can reach.</summary>
    private static SmtpLimits LimitsOf(Script script) => script.HasSmallLimits
        ? new SmtpLimits
        {
            Octets = new Limits { LineBytesMax = 600, LiteralBytesMax = 0, LiteralsMax = 0, MessageBytesMax = 300, ChunkBytesMax = 1000, DiscardBytesMax = 1000 },
            RecipientsMax = 2,
            TransactionsMax = 3,
            CommandsMax = 20,
            RefusalsMax = 6,
            BadCommandsMax = 3,
            LoginsMax = 2,
            HopsMax = 3,
            HeaderBytesMax = 200,
        }
        : new SmtpLimits { Octets = new Limits { LineBytesMax = 12 * 1024, LiteralBytesMax = 0, LiteralsMax = 0, MessageBytesMax = 100_000 } };

    public Task ServeAsync(IClientConnection connection, IMailStore store, Script script, CancellationToken stopping)
    {
        var services = new SmtpServices(store, new AddressList(store), new SaslServer(new PasswordList()), clock, SettingsOf(script))
        {
            Limits = LimitsOf(script),
            Ids = _ids,
            Relay = script.Settings.Contains("relay") ? new RelayIntoStore(store) : null,
        };
        return new SmtpConnection(connection, services).RunAsync(stopping);
    }

    public int ResponseLength(string received)
    {
        var end = received.IndexOf("\r\n", StringComparison.Ordinal);
        return end < 0 ? 0 : end + 2;
    }

    public IHabits HabitsOf(Script script) => new SmtpHabits(script);

    private static SmtpSettings SettingsOf(Script script)
    {
        var settings = new SmtpSettings(Enum.Parse<SmtpRole>(script.Header["role"], ignoreCase: true)) { HostName = "mx.example.org" };
        foreach (var word in script.Settings)
        {
            settings = word switch
            {
                "relay" => settings,
                "from-anybody" => settings with { FromPolicy = FromPolicy.Any },
                "from-own-envelope" => settings with { FromPolicy = FromPolicy.OwnEnvelope },
                "mends" => settings with { BareLineEnds = BareLineEnds.Mended },
                "answers" => settings with { AnswersQuestions = true },
                "full-for-good" => settings with { IsFullTemporary = false },
                "etrn-nothing" => settings with { Etrn = EtrnAnswer.NothingWaits },
                "etrn-unable" => settings with { Etrn = EtrnAnswer.Unable },
                "trusted" => settings with { Trusted = [IPNetwork.Parse("192.0.2.0/24")] },
                _ => throw new FormatException($"{script.Name}: there is no setting \"{word}\"."),
            };
        }

        return settings;
    }
}
