using MailStore.Wire;

namespace MailStore.Pop3.Session;

/// <summary>Everything that bounds a POP3 session, each with its defined reply, and what a session does of its own accord.</summary>
public sealed record Pop3Limits
{
    /// <summary>A line of a SASL response is the longest there is.</summary>
    public Limits BeforeLogin { get; init; } = Limits.BeforeLogin;

    /// <summary>RFC 2449 §4: 255 octets, and some for clients that cannot count.</summary>
    public Limits AfterLogin { get; init; } = new() { LineBytesMax = 512, DiscardBytesMax = 64 * 1024 };

    /// <summary>RFC 1939 §3: at least ten minutes. Nothing is deleted then.</summary>
    public TimeSpan Autologout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A stranger has less time: nobody types that slowly.</summary>
    public TimeSpan LoginTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>A client that does not read what it asked for.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Refused logins in one connection.</summary>
    public int LoginsMax { get; init; } = 5;

    /// <summary>Commands in a row that are no commands. A browser that was led here, or a client that goes in circles.</summary>
    public int BadCommandsMax { get; init; } = 20;

    /// <summary>RFC 2449 §6.5: the least time between two logins of one user. Announced if it is not zero.</summary>
    public TimeSpan LoginDelay { get; init; }

    /// <summary>Messages that were retrieved get \Seen when the session ends with QUIT, so that IMAP clients show them as read.</summary>
    public bool MarksSeen { get; init; } = true;

    /// <summary>NUL octets in messages are sent as 0x80, for clients that end a message there. Off: bytes stored are bytes sent.</summary>
    public bool ReplacesNul { get; init; }
}
