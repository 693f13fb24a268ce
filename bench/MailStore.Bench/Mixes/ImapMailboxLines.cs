namespace MailStore.Bench.Mixes;

/// <summary>Commands about mailboxes and about the session that have operands of their own shape.</summary>
internal static class ImapMailboxLines
{
    private static readonly string[] _statusItems = ["MESSAGES", "UIDNEXT", "UIDVALIDITY", "UNSEEN", "RECENT", "SIZE", "HIGHESTMODSEQ", "MAILBOXID"];

    private static readonly string[] _patterns = ["\"*\"", "\"%\"", "*", "%", "\"INBOX/%\"", "Archive/%", "\"Users/*\""];

    private static readonly string[] _enabled = ["CONDSTORE", "QRESYNC", "UTF8=ACCEPT", "IMAP4rev2"];

    private static readonly string[] _clients = ["Thunderbird", "iPhone Mail", "Mac OS X Mail", "com.tencent.foxmail", "K-9 Mail"];

    private static readonly Weighted[] _commands =
        [
            new(30, static dice => $"{dice.Spell("STATUS")} {ImapWords.Mailbox(dice)} ({string.Join(' ', dice.Some(_statusItems, 3, 6))})"),
            new(12, static dice => $"{dice.Spell("LIST")} \"\" {dice.Pick(_patterns)}"),
            new(5, ListExtended),
            new(4, static dice => $"{dice.Spell("LSUB")} \"\" {dice.Pick(_patterns)}"),
            new(10, static dice => $"{dice.Spell("UID")} {dice.Spell("COPY")} {ImapWords.Set(dice)} {ImapWords.Mailbox(dice)}"),
            new(10, static dice => $"{dice.Spell("UID")} {dice.Spell("MOVE")} {ImapWords.Set(dice)} {ImapWords.Mailbox(dice)}"),
            new(3, static dice => $"COPY {ImapWords.Set(dice)} {ImapWords.Mailbox(dice)}"),
            new(5, static dice => $"{dice.Spell("UID")} {dice.Spell("EXPUNGE")} {ImapWords.Set(dice)}"),
            new(8, Resync),
            new(5, static dice => $"{dice.Spell("ENABLE")} {string.Join(' ', dice.Some(_enabled, 1, 3))}"),
            new(6, Identify),
            new(3, static dice => $"{dice.Spell("CREATE")} {ImapWords.Mailbox(dice)}"),
            new(2, static dice => $"{dice.Spell("DELETE")} {ImapWords.Mailbox(dice)}"),
            new(2, static dice => $"{dice.Spell("RENAME")} {ImapWords.Mailbox(dice)} {ImapWords.Mailbox(dice)}"),
            new(3, static dice => $"{dice.Spell("SUBSCRIBE")} {ImapWords.Mailbox(dice)}"),
            new(1, static dice => $"{dice.Spell("UNSUBSCRIBE")} {ImapWords.Mailbox(dice)}"),
            new(4, static dice => $"{dice.Spell("GETQUOTAROOT")} {ImapWords.Mailbox(dice)}"),
            new(6, static dice => $"{dice.Spell("AUTHENTICATE")} PLAIN {Words.Encoded(dice, 6, 14)}"),
        ];

    public static string Make(Dice dice) => $"{ImapWords.Tag(dice)} {dice.Roll(_commands)}";

    // RFC 5258 §3, RFC 5819 §2, RFC 6154 §3
    private static string ListExtended(Dice dice)
    {
        var selection = dice.Percent(50) ? "(SUBSCRIBED) " : "";
        var status = dice.Percent(60) ? $" STATUS ({string.Join(' ', dice.Some(_statusItems, 1, 3))})" : "";
        return $"{dice.Spell("LIST")} {selection}\"\" {dice.Pick(_patterns)} RETURN (SPECIAL-USE{status})";
    }

    // RFC 7162 §3.2.5
    private static string Resync(Dice dice) => dice.Percent(50)
        ? $"{dice.Spell("SELECT")} {ImapWords.Mailbox(dice)} (CONDSTORE)"
        : $"{dice.Spell("SELECT")} {ImapWords.Mailbox(dice)} (QRESYNC ({dice.NumberOfDigits(9, 9)} {dice.NumberOfDigits(4, 14)} 1:{dice.NumberOfDigits(2, 5)}))";

    // RFC 2971 §3.1
    private static string Identify(Dice dice) => dice.Percent(15)
        ? $"{dice.Spell("ID")} NIL"
        : $"{dice.Spell("ID")} (\"name\" \"{dice.Pick(_clients)}\" \"version\" \"{dice.Between(1, 140)}.{dice.Below(10)}.{dice.Below(20)}\")";
}
