using System.Collections.Frozen;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Abstractions.Sasl;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Mime.Extraction;
using MailStore.Pop3.Connection;
using MailStore.Pop3.Session;
using MailStore.Server.Config;
using MailStore.Server.Hosting;
using MailStore.Server.Relaying;
using MailStore.Smtp.Connection;
using MailStore.Smtp.Session;

namespace MailStore.Server.Cli.Serve;

/// <summary>What answers at each kind of listener. One SASL for all: what it makes up for a name that nobody has is the same wherever one asks.</summary>
internal sealed class FrontEnds(
    IMailStore store, SaslServer sasl, IAddressBook addresses, ServerSettings settings, SessionSeats seats, Maildrops drops, TextExtraction extraction, TimeProvider clock)
{
    private readonly ImapServices _imap = new(store, sasl.Authenticator, clock)
    {
        Sasl = sasl,
        Limits = settings.ImapLimits,
        Tolerances = settings.Tolerances,
        Withheld = settings.Withheld.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        Seats = seats,
        Extraction = extraction,
    };

    private readonly SmtpServices _lmtp = new(store, addresses, sasl, clock, Settings(SmtpRole.Lmtp, settings.Mail))
    {
        Limits = Limits(settings.Mail.MessageBytesMax),
        Relay = settings.Mail.Smarthost is { } place ? new Smarthost(place, settings.Mail.HostName) : null,
    };

    private SmtpServices? _smtp;
    private SmtpServices? _submission;

    private readonly Pop3Services _pop3 = new(store, sasl, clock) { Limits = settings.Pop3Limits, NewStamp = ApopStamp.Next, Drops = drops };

    public Task ServeAsync(ListenerKind kind, IClientConnection connection, CancellationToken stopping) => kind.Service switch
    {
        "imap" => new ImapConnection(connection, _imap).RunAsync(stopping),
        "lmtp" => new SmtpConnection(connection, _lmtp).RunAsync(stopping),
        "smtp" => new SmtpConnection(connection, _smtp ??= _lmtp with { Settings = Settings(SmtpRole.Intake, settings.Mail) }).RunAsync(stopping),
        "submission" => new SmtpConnection(connection, _submission ??= _lmtp with { Settings = Settings(SmtpRole.Submission, settings.Mail) }).RunAsync(stopping),
        "pop3" => new Pop3Connection(connection, _pop3).RunAsync(stopping),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    // A chunk may be a whole message, and what is refused must be dropped to find the next command.
    private static SmtpLimits Limits(long messageBytes)
    {
        var limits = new SmtpLimits();
        return limits with { Octets = limits.Octets with { MessageBytesMax = messageBytes, ChunkBytesMax = messageBytes, DiscardBytesMax = messageBytes } };
    }

    private static SmtpSettings Settings(SmtpRole role, MailSettings mail) => new(role)
    {
        HostName = mail.HostName,
        BareLineEnds = mail.MendsLineEnds ? BareLineEnds.Mended : BareLineEnds.Refused,
        FromPolicy = mail.FromPolicy,
        IsFullTemporary = mail.IsFullTemporary,
        AnswersQuestions = mail.AnswersQuestions,
        Trusted = mail.Trusted,
    };
}
