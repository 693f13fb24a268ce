using MailStore.Testing.Chance;

namespace MailStore.Interop.Tests.Streams;

/// <summary>Commands for a mailbox of so many messages, by dice. Some are wrong.</summary>
internal sealed class CommandMaker(Dice dice)
{
    private static readonly string[] s_items =
    [
        "UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY", "BODYSTRUCTURE", "RFC822.HEADER", "RFC822.TEXT", "BODY.PEEK[]", "BODY[]",
        "BODY.PEEK[HEADER]", "BODY.PEEK[TEXT]", "BODY.PEEK[1]", "BODY.PEEK[2]", "BODY.PEEK[1.MIME]", "BODY.PEEK[2.MIME]", "BODY.PEEK[1.1]", "BODY.PEEK[1.HEADER]", "BODY.PEEK[2.TEXT]",
        "BODY.PEEK[HEADER.FIELDS (Subject)]", "BODY.PEEK[HEADER.FIELDS (DATE from X-Missing)]", "BODY.PEEK[HEADER.FIELDS.NOT (Received From To)]",
        "BODY.PEEK[]<0.100>", "BODY.PEEK[TEXT]<10.50>", "BODY.PEEK[HEADER]<5.1>", "BODY.PEEK[1]<999999.1>", "BINARY.PEEK[1]", "BINARY.SIZE[1]", "BINARY.PEEK[1]<3.20>",
    ];

    private static readonly string[] s_keys =
    [
        "ALL", "ANSWERED", "DELETED", "DRAFT", "FLAGGED", "SEEN", "UNANSWERED", "UNDELETED", "UNDRAFT", "UNFLAGGED", "UNSEEN", "KEYWORD Work", "UNKEYWORD Work",
        "BEFORE 20-Aug-2002", "ON 22-Aug-2002", "SINCE 1-Sep-2002", "SENTBEFORE 1-Sep-2002", "SENTON 22-Aug-2002", "SENTSINCE 25-Aug-2002",
        "LARGER 3000", "SMALLER 3000", "FROM spam", "FROM \"@\"", "TO zzzz", "CC list", "BCC x", "SUBJECT re", "SUBJECT \"Re: \"", "SUBJECT \"\"",
        "BODY the", "BODY linux", "TEXT free", "TEXT \"in the\"", "TEXT nowhere-to-be-found", "HEADER Message-ID \"\"", "HEADER X-Missing \"\"", "HEADER Received by", "HEADER Subject free",
    ];

    private static readonly string[] s_flags = ["\\Seen", "\\Answered", "\\Flagged", "\\Deleted", "\\Draft", "Work", "$Forwarded"];

    private static readonly string[] s_patterns = ["*", "%", "Work*", "Work/%", "%/%", "W%k", "*ld", "INBOX", "inbox", "Missing", "W*d", "", "Play/*", "%ay"];

    private static readonly string[] s_names = ["Work", "Work/Old", "Play"];

    private static readonly string[] s_wrong =
    [
        "FETCH", "FETCH 1", "FETCH 1 NOTHING", "FETCH 0 UID", "FETCH 9999 UID", "STORE 9999 FLAGS ()", "COPY 9999 Work", "FETCH x UID", "FETCH 1 (UID", "FETCH 1 BODY.PEEK[0]", "FETCH 1 BODY[MIME]", "STORE 1", "STORE 1 +FLAGS (\\Nonsense)", "SEARCH", "SEARCH NONSENSE",
        "SEARCH (ALL", "SEARCH OR ALL", "SEARCH ON 1-1-1", "SEARCH CHARSET KLINGON ALL", "COPY 1", "COPY 1 Missing", "MOVE 1 Missing", "UID COPY 1:3 Missing", "SELECT Missing", "EXAMINE Missing", "STATUS Missing (MESSAGES)",
        "STATUS Work (NOTHING)", "STATUS Work ()", "DELETE Missing", "DELETE INBOX", "RENAME Missing Other", "RENAME Work Play", "CREATE Work", "CREATE INBOX", "NONSENSE", "LOGIN a b", "APPEND Missing {2+}\r\nhi", "LIST", "UID", "UID NOOP",
    ];

    /// <param name="isReadOnly">Then nothing moves: Dovecot would do it.</param>
    public string Next(int count, bool isSelected, bool isReadOnly)
    {
        var command = isSelected ? OfSelected(count) : OfAny();
        return isReadOnly && command.Contains("MOVE ", StringComparison.Ordinal) ? "NOOP" : command;
    }

    private string OfSelected(int count) => dice.Below(100) switch
    {
        < 32 => Fetch(count),
        < 58 => Search(count),
        < 70 => Store(count),
        < 73 => $"COPY {Numbers(count)} {dice.Pick(s_names)}",
        < 75 => $"UID COPY {Uids(count)} {dice.Pick(s_names)}",
        < 76 when count > 20 => $"MOVE {1 + dice.Below(count)} {dice.Pick(s_names)}",
        < 78 when count > 20 => $"UID MOVE {1 + dice.Below(count)} {dice.Pick(s_names)}",
        < 80 when count > 20 => dice.Percent(50) ? "EXPUNGE" : $"UID EXPUNGE {Uids(count)}",
        < 82 => Append(),
        < 83 => dice.Percent(50) ? "NOOP" : "CHECK",
        < 90 => dice.Pick(s_wrong),
        _ => OfAny(),
    };

    private string OfAny() => dice.Below(12) switch
    {
        0 => "SELECT INBOX",
        1 => $"SELECT {dice.Pick(s_names)}",
        2 => $"EXAMINE {dice.Pick(["INBOX", "Work"])}",
        3 => $"STATUS {dice.Pick(s_names)} (MESSAGES UIDNEXT UNSEEN)",
        4 => "STATUS inbox (UNSEEN MESSAGES SIZE)",
        5 => $"SUBSCRIBE {dice.Pick(s_names)}",
        6 => $"UNSUBSCRIBE {dice.Pick(s_names)}",
        7 => $"LSUB \"\" \"{dice.Pick(s_patterns)}\"",
        8 => $"LIST \"{dice.Pick(["", "", "Work/", "W"])}\" \"{dice.Pick(s_patterns)}\"",
        9 => $"LIST (SUBSCRIBED) \"\" \"{dice.Pick(s_patterns)}\"",
        10 => $"LIST \"\" \"{dice.Pick(s_patterns)}\" RETURN (SUBSCRIBED CHILDREN STATUS (MESSAGES UNSEEN))",
        _ => "SELECT INBOX",
    };

    private string Fetch(int count)
    {
        var items = Enumerable.Range(0, dice.Between(1, 4)).Select(_ => dice.Pick(s_items)).Distinct().ToList();
        var (numbers, verb) = dice.Percent(50) ? (Numbers(count), "FETCH") : (Uids(count), "UID FETCH");
        return dice.Percent(10) ? $"{verb} {numbers} {dice.Pick(["ALL", "FAST", "FULL"])}" : $"{verb} {numbers} ({string.Join(' ', items)})";
    }

    private string Search(int count)
    {
        var verb = dice.Percent(50) ? "SEARCH" : "UID SEARCH";
        var options = dice.Below(8) switch
        {
            0 => "RETURN (MIN MAX COUNT) ",
            1 => "RETURN () ",
            2 => "RETURN (ALL COUNT) ",
            _ => "",
        };
        return $"{verb} {options}{string.Join(' ', Enumerable.Range(0, dice.Between(1, 3)).Select(_ => Key(count, depth: 0)))}";
    }

    private string Key(int count, int depth) => dice.Below(depth > 2 ? 6 : 10) switch
    {
        // NOT with a star makes Dovecot 2.3 end (seq-range-array.c: min_seq == max_seq).
        0 when count == 0 => "ALL",
        0 => depth > 0 ? NoStar(Numbers(count)) : Numbers(count),
        1 => depth > 0 ? $"UID {NoStar(Uids(count))}" : $"UID {Uids(count)}",
        6 => $"NOT {Key(count, depth + 1)}",
        7 => $"OR {Key(count, depth + 1)} {Key(count, depth + 1)}",
        8 => $"({Key(count, depth + 1)} {Key(count, depth + 1)})",
        _ => dice.Pick(s_keys),
    };

    private string Store(int count)
    {
        var flags = string.Join(' ', Enumerable.Range(0, dice.Between(0, 3)).Select(_ => dice.Pick(s_flags)).Distinct());
        var (numbers, verb) = dice.Percent(50) ? (Numbers(count), "STORE") : (Uids(count), "UID STORE");
        return $"{verb} {numbers} {dice.Pick(["", "+", "-"])}FLAGS{dice.Pick(["", ".SILENT"])} ({flags})";
    }

    private string Append()
    {
        var body = $"Date: Sat, 24 Aug 2002 10:11:12 +0200\r\nSubject: own {dice.Below(1000)}\r\nFrom: me@example.org\r\n\r\nhello\r\n";
        return $"APPEND {dice.Pick(["INBOX", .. s_names])} ({dice.Pick(s_flags)}) \"22-Aug-2002 10:11:12 +0200\" {{{body.Length}+}}\r\n{body}";
    }

    private string Numbers(int count) => count == 0 ? "1:*" : Set(count, count);

    private static string NoStar(string set) => set.Replace(":*", "", StringComparison.Ordinal).Replace('*', '1');

    private string Uids(int count) => Set(count + 30, count + 40);

    // Mostly what there is, sometimes more.
    private string Set(int usual, int most)
    {
        var ranges = Enumerable.Range(0, dice.Between(1, 3)).Select(_ =>
        {
            var top = dice.Percent(3) ? most : usual;
            var (first, last) = (1 + dice.Below(top), 1 + dice.Below(top));
            return dice.Below(5) switch { 0 => $"{first}:{last}", 1 => $"{first}:*", 2 when dice.Percent(30) => "*", _ => $"{first}" };
        });
        return string.Join(',', ranges);
    }
}
