namespace MailStore.Server.Hosting;

/// <summary>A protocol that can be listened for. A new one is a row here and its front end in <c>Cli/Serve/FrontEnds.cs</c>.</summary>
/// <param name="Option">Behind <c>--</c> on the command line.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Service">The protocol, whatever lies below it.</param>
/// <param name="Alpn">RFC 7301, and IANA's registry of it: what a client may ask for by name. One that asks for something else came to the wrong place, or was led there.</param>
/// <param name="IsTls">TLS from the first octet on.</param>
internal sealed record ListenerKind(string Option, string Name, string Service, string Alpn, bool IsTls)
{
    public static ListenerKind Imap { get; } = new("imap", "IMAP", "imap", "imap", IsTls: false);

    public static ListenerKind Imaps { get; } = new("imaps", "IMAPS", "imap", "imap", IsTls: true);

    /// <summary>RFC 2033: from a mail transfer agent.</summary>
    public static ListenerKind Lmtp { get; } = new("lmtp", "LMTP", "lmtp", "lmtp", IsTls: false);

    /// <summary>RFC 5321: from anywhere, for those who are here.</summary>
    public static ListenerKind Smtp { get; } = new("smtp", "SMTP", "smtp", "smtp", IsTls: false);

    /// <summary>RFC 6409: from users.</summary>
    public static ListenerKind Submission { get; } = new("submission", "Submission", "submission", "submission", IsTls: false);

    /// <summary>RFC 8314 §3.3</summary>
    public static ListenerKind Submissions { get; } = new("submissions", "Submissions", "submission", "submission", IsTls: true);

    public static ListenerKind Pop3 { get; } = new("pop3", "POP3", "pop3", "pop3", IsTls: false);

    public static ListenerKind Pop3s { get; } = new("pop3s", "POP3S", "pop3", "pop3", IsTls: true);

    public static IReadOnlyList<ListenerKind> All { get; } = [Imap, Imaps, Pop3, Pop3s, Lmtp, Smtp, Submission, Submissions];
}
