using MailStore.Wire;

namespace MailStore.Imap.Session;

/// <summary>Everything that bounds an IMAP session, each with its defined reply.</summary>
public sealed record ImapLimits
{
    /// <summary>Lines and literals of strangers: BAD, or BYE where what follows would be too much to drop.</summary>
    public Limits BeforeLogin { get; init; } = Limits.BeforeLogin;

    public Limits AfterLogin { get; init; } = new();

    /// <summary>RFC 9051 §5.4: at least 30 minutes. Also for IDLE (RFC 2177 §3 tells clients to renew it every 29).</summary>
    public TimeSpan Autologout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A stranger has less time: nobody types that slowly.</summary>
    public TimeSpan LoginTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>A client that does not read what it asked for.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Sessions of one account at once: a login beyond is NO [LIMIT]. A phone, a desktop and a webmail take a dozen; a mailbox that a whole office reads takes some hundreds.</summary>
    public int SessionsPerUserMax { get; init; } = 1000;

    /// <summary>Refused logins in one connection: BYE.</summary>
    public int LoginsMax { get; init; } = 5;

    /// <summary>Commands in a row that are no commands: BYE. A browser that was led here, or a client that goes in circles.</summary>
    public int BadCommandsMax { get; init; } = 20;

    /// <summary>Messages in one APPEND (RFC 3502): each holds an upload open.</summary>
    public int AppendedMessagesMax { get; init; } = 100;

    /// <summary>RFC 9051 §9 sets no bound to a tag; a longer one is answered without it.</summary>
    public const int TagBytesMax = 256;

    /// <summary>RFC 5465: mailboxes that one session watches, and things that wait to be told: NOTIFICATIONOVERFLOW.</summary>
    public int NotifiedMailboxesMax { get; init; } = 1000;

    /// <summary>RFC 5267 §4.3.1: results that are kept up to date for one session; NOUPDATE beyond. Each change is held against all of them.</summary>
    public int ContextsMax { get; init; } = 32;

    /// <summary>One SEARCH, SORT or THREAD, most of which take milliseconds: NO [LIMIT] beyond.</summary>
    public TimeSpan SearchTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long such a command goes on when the client has hung up.</summary>
    public TimeSpan ForsakenTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>RFC 7377 §2.4: mailboxes that one ESEARCH looks into; NO [LIMIT] beyond.</summary>
    public int SearchedMailboxesMax { get; init; } = 10_000;

    /// <summary>Items with a section in one FETCH: each reads the message.</summary>
    public const int SectionsMax = 64;

    /// <summary>Texts and dates in one SEARCH that messages have to be opened for.</summary>
    public const int SearchQuestionsMax = 64;
}
