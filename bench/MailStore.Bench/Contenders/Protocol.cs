using MailStore.Bench.Measuring;
using MailStore.Bench.Mixes;

namespace MailStore.Bench.Contenders;

/// <summary>A mix and who runs on it.</summary>
/// <param name="FloorRatioMax">What the generated parser may take, in floors.</param>
/// <param name="FloorRatioStretch">What it should take.</param>
/// <param name="Contenders">In the order of the table.</param>
/// <param name="Parts">Mixes of one kind of command, for information.</param>
/// <param name="Repeated">Single lines, for comparison with what other projects publish.</param>
internal sealed record Protocol(
    string Name,
    double FloorRatioMax,
    double FloorRatioStretch,
    Func<int, LineSet> Mix,
    IReadOnlyList<IContender> Contenders,
    IReadOnlyList<Func<int, LineSet>> Parts,
    IReadOnlyList<string> Repeated)
{
    public const string Floor = "floor";
    public const string Generated = "generated";
    public const string Split = "split";
    public const string Regex = "regex";

    public static Protocol Imap(LineFrame frame) => new(
        "IMAP", 7.0, 5.0, Mixes.Mix.Imap,
        [new Contender<FloorParser>(Floor, default, frame), new Contender<ImapGenerated>(Generated, default, frame), new Contender<ImapSplit>(Split, default, frame), new Contender<ImapRegex>(Regex, default, frame)],
        [Mixes.Mix.ImapFetch, Mixes.Mix.ImapStore, Mixes.Mix.ImapSearch, Mixes.Mix.ImapSimple, Mixes.Mix.ImapMailbox],
        [
            "A0001 NOOP",
            "A0002 LOGIN \"anna.smith@example.com\" \"correct horse\"",
            "A0003 UID FETCH 4827:* (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE) (CHANGEDSINCE 90060115205545)",
            "A0004 UID FETCH 17,19:24 (UID BODY.PEEK[HEADER.FIELDS (From To Cc Subject Date Message-ID References Content-Type)] FLAGS)",
            "A0005 UID STORE 17,19:24 (UNCHANGEDSINCE 90060115205) +FLAGS.SILENT (\\Seen $Label1)",
            "A0006 UID SEARCH RETURN (MIN COUNT) UNSEEN SINCE 1-Feb-2024 OR FROM \"smith\" (SUBJECT \"invoice\" NOT DELETED) UID 1:4827",
            "A0007 APPEND \"Sent Items\" (\\Seen $MDNSent) \"17-Jul-2024 02:44:25 -0700\" {310+}",
        ]);

    public static Protocol Smtp(LineFrame frame) => new(
        "SMTP", 3.0, 2.2, Mixes.Mix.Smtp,
        [new Contender<FloorParser>(Floor, default, frame), new Contender<SmtpGenerated>(Generated, default, frame), new Contender<SmtpSplit>(Split, default, frame), new Contender<SmtpRegex>(Regex, default, frame)],
        [],
        [
            "MAIL FROM:<anna.smith@example.com> SIZE=148219 BODY=8BITMIME",
            "RCPT TO:<ben.garcia@example.org>",
            "RCPT TO:<ben.garcia@example.org> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;ben@example.org",
        ]);

    public static Protocol Pop3(LineFrame frame) => new(
        "POP3", 2.5, 2.5, Mixes.Mix.Pop3,
        [new Contender<FloorParser>(Floor, default, frame), new Contender<Pop3Generated>(Generated, default, frame), new Contender<Pop3Split>(Split, default, frame), new Contender<Pop3Regex>(Regex, default, frame)],
        [],
        ["RETR 1234"]);

    public static Protocol[] All()
    {
        var frame = new LineFrame();
        return [Imap(frame), Smtp(frame), Pop3(frame)];
    }
}
