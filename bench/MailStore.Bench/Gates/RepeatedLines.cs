namespace MailStore.Bench.Gates;

/// <summary>One line of each kind, for comparison with measurements that other projects publish.</summary>
internal static class RepeatedLines
{
    public static readonly (string Protocol, string Line)[] All =
        [
            ("IMAP", "A0001 NOOP"),
            ("IMAP", "A0002 LOGIN \"anna.smith@example.com\" \"correct horse\""),
            ("IMAP", "A0003 UID FETCH 4827:* (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE) (CHANGEDSINCE 90060115205545)"),
            ("IMAP", "A0004 UID FETCH 17,19:24 (UID BODY.PEEK[HEADER.FIELDS (From To Cc Subject Date Message-ID References Content-Type)] FLAGS)"),
            ("IMAP", "A0005 UID STORE 17,19:24 (UNCHANGEDSINCE 90060115205) +FLAGS.SILENT (\\Seen $Label1)"),
            ("IMAP", "A0006 UID SEARCH RETURN (MIN COUNT) UNSEEN SINCE 1-Feb-2024 OR FROM \"smith\" (SUBJECT \"invoice\" NOT DELETED) UID 1:4827"),
            ("IMAP", "A0007 APPEND \"Sent Items\" (\\Seen $MDNSent) \"17-Jul-2024 02:44:25 -0700\" {310+}"),
            ("SMTP", "MAIL FROM:<anna.smith@example.com> SIZE=148219 BODY=8BITMIME"),
            ("SMTP", "RCPT TO:<ben.garcia@example.org>"),
            ("SMTP", "RCPT TO:<ben.garcia@example.org> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;ben@example.org"),
            ("POP3", "RETR 1234"),
        ];
}
