namespace MailStore.Bench.Mixes;

/// <summary>FETCH and UID FETCH as mail clients send them.</summary>
internal static class ImapFetchLines
{
    private static readonly string[] _attributes =
        ["UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODYSTRUCTURE", "BODY", "MODSEQ", "PREVIEW", "EMAILID", "THREADID", "SAVEDATE"];

    private static readonly string[] _headers =
        [
            "From", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID", "Priority", "X-Priority", "References", "In-Reply-To", "Content-Type",
            "Reply-To", "List-Id", "X-Mailer",
        ];

    private static readonly string[] _macros = ["ALL", "FULL", "FAST"];

    private static readonly Weighted[] _items =
        [
            new(20, static dice => $"({string.Join(' ', dice.Some(_attributes, 2, 5))})"),
            new(7, static dice => "(FLAGS)"),
            new(34, static dice => $"({string.Join(' ', dice.Some(_attributes, 1, 4))} {HeaderFields(dice)})"),
            new(10, static dice => $"({HeaderFields(dice)})"),
            new(9, static dice => Section(dice)),
            new(9, static dice => $"(UID {Section(dice)})"),
            new(5, static dice => $"({string.Join(' ', dice.Some(_attributes, 1, 2))} {Section(dice)} {Section(dice)})"),
            new(2, static dice => $"(UID BINARY.PEEK[{Part(dice)}]{Partial(dice)} BINARY.SIZE[{Part(dice)}])"),
            new(2, static dice => dice.Pick(_macros)),
            new(1, static dice => "RFC822.HEADER"),
        ];

    public static string Make(Dice dice)
    {
        var uid = dice.Percent(80);
        var line = $"{ImapWords.Tag(dice)} {(uid ? dice.Spell("UID") + " " : "")}{dice.Spell("FETCH")} {ImapWords.Set(dice)} {dice.Roll(_items)}";
        if (!dice.Percent(25))
        {
            return line;
        }

        // RFC 7162 §3.2.6: VANISHED needs UID FETCH and CHANGEDSINCE.
        var vanished = uid && dice.Percent(30) ? " VANISHED" : "";
        return $"{line} (CHANGEDSINCE {dice.NumberOfDigits(3, 14)}{vanished})";
    }

    private static string HeaderFields(Dice dice)
    {
        var fields = string.Join(' ', dice.Some(_headers, 3, 13));
        return $"BODY{(dice.Percent(92) ? ".PEEK" : "")}[HEADER.FIELDS{(dice.Percent(4) ? ".NOT" : "")} ({fields})]";
    }

    private static string Section(Dice dice)
    {
        var section = dice.Below(10) switch
        {
            < 3 => "",
            3 => "HEADER",
            4 => "TEXT",
            5 => Part(dice) + ".MIME",
            6 => Part(dice) + ".HEADER",
            _ => Part(dice),
        };
        return $"BODY{(dice.Percent(80) ? ".PEEK" : "")}[{section}]{Partial(dice)}";
    }

    private static string Part(Dice dice)
    {
        var part = dice.Between(1, 4).ToString();
        for (var depth = dice.Below(3); depth > 0; depth--)
        {
            part += $".{dice.Between(1, 3)}";
        }

        return part;
    }

    // RFC 9051 §9, partial: the first number may be 0, the second may not.
    private static string Partial(Dice dice) => dice.Percent(35) ? $"<{dice.Below(8) * 16384}.{dice.Between(1, 16) * 4096}>" : "";
}
