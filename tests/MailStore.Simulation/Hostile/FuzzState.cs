namespace MailStore.Simulation.Hostile;

/// <summary>Where a hostile client begins: a protocol, and what is said to get there.</summary>
internal sealed record FuzzState(string Protocol, string Name, string Way)
{
    private const string LogIn = "p1 LOGIN %u secret\r\n";
    private const string Select = LogIn + "p2 SELECT INBOX\r\n";
    private const string Mail = "MAIL FROM:<a@example.org>\r\nRCPT TO:<%u>\r\n";

    /// <summary>%u is a user of its own for each client.</summary>
    public static IReadOnlyList<FuzzState> All { get; } =
    [
        new("IMAP", "not authenticated", ""),
        new("IMAP", "authenticated", LogIn),
        new("IMAP", "selected", Select),
        new("IMAP", "examined", LogIn + "p2 EXAMINE INBOX\r\n"),
        new("IMAP", "with QRESYNC", LogIn + "p2 ENABLE QRESYNC UTF8=ACCEPT IMAP4rev2\r\np3 SELECT INBOX\r\n"),
        new("IMAP", "idle", Select + "p3 IDLE\r\n"),
        new("IMAP", "in a literal", LogIn + "p2 APPEND INBOX {300+}\r\nSubject: "),
        new("IMAP", "in a long literal", LogIn + "p2 APPEND INBOX {30000+}\r\n"),
        new("IMAP", "in a literal before login", "p1 LOGIN {4+}\r\nan"),
        new("IMAP", "in a SASL exchange", "p1 AUTHENTICATE PLAIN\r\n"),
        new("POP3", "authorization", ""),
        new("POP3", "user given", "USER %u\r\n"),
        new("POP3", "transaction", "USER %u\r\nPASS secret\r\n"),
        new("POP3", "in a SASL exchange", "AUTH PLAIN\r\n"),
        new("LMTP", "connected", ""),
        new("LMTP", "greeted", "LHLO f\r\n"),
        new("LMTP", "recipients given", "LHLO f\r\n" + Mail),
        new("LMTP", "in the data", "LHLO f\r\n" + Mail + "DATA\r\n"),
        new("LMTP", "in a chunk", "LHLO f\r\n" + Mail + "BDAT 200\r\n"),
        new("SMTP", "connected", ""),
        new("SMTP", "greeted", "EHLO f\r\n"),
        new("SMTP", "recipients given", "EHLO f\r\n" + Mail),
        new("SMTP", "in the data", "EHLO f\r\n" + Mail + "DATA\r\nFrom: a\r\n\r\n"),
        new("SMTP", "in a chunk", "EHLO f\r\n" + Mail + "BDAT 100 LAST\r\n"),
        new("Submission", "greeted", "EHLO f\r\n"),
        new("Submission", "in a SASL exchange", "EHLO f\r\nAUTH PLAIN\r\n"),
    ];
}
