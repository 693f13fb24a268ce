namespace MailStore.Bench.Mixes;

/// <summary>SEARCH and UID SEARCH, nested as far as clients nest.</summary>
internal static class ImapSearchLines
{
    private static readonly string[] _bare =
        ["UNSEEN", "SEEN", "UNDELETED", "DELETED", "FLAGGED", "UNANSWERED", "ALL", "DRAFT", "UNFLAGGED", "ANSWERED", "UNDRAFT"];

    private static readonly string[] _dates = ["SINCE", "BEFORE", "ON", "SENTSINCE", "SENTBEFORE", "SENTON"];

    private static readonly string[] _texts = ["FROM", "TO", "CC", "BCC", "SUBJECT", "BODY", "TEXT"];

    private static readonly string[] _returns = ["MIN", "MAX", "ALL", "COUNT"];

    private static readonly Weighted[] _simple =
        [
            new(30, static dice => dice.Pick(_bare)),
            new(16, static dice => $"{dice.Pick(_dates)} {ImapWords.Date(dice)}"),
            new(24, static dice => $"{dice.Pick(_texts)} {Text(dice)}"),
            new(6, static dice => $"HEADER Message-ID \"{Words.MessageId(dice)}\""),
            new(4, static dice => $"HEADER List-Id {Words.Person(dice)}"),
            new(8, static dice => $"UID {ImapWords.Set(dice)}"),
            new(3, static dice => ImapWords.Set(dice)),
            new(4, static dice => $"{(dice.Percent(50) ? "LARGER" : "SMALLER")} {dice.NumberOfDigits(3, 7)}"),
            new(3, static dice => $"{(dice.Percent(50) ? "KEYWORD" : "UNKEYWORD")} {dice.Pick(ImapWords.Keywords)}"),
            new(2, static dice => $"MODSEQ {dice.NumberOfDigits(3, 14)}"),
            new(2, static dice => $"{(dice.Percent(50) ? "YOUNGER" : "OLDER")} {dice.NumberOfDigits(4, 7)}"),
        ];

    public static string Make(Dice dice)
    {
        var line = $"{ImapWords.Tag(dice)} {(dice.Percent(85) ? dice.Spell("UID") + " " : "")}{dice.Spell("SEARCH")}";
        if (dice.Percent(30))
        {
            line += $" RETURN ({string.Join(' ', dice.Some(_returns, 1, 3))})";
        }

        if (dice.Percent(8))
        {
            line += " CHARSET UTF-8";
        }

        for (var keys = dice.Between(1, 4); keys > 0; keys--)
        {
            line += " " + Key(dice, depth: 3);
        }

        return line;
    }

    private static string Key(Dice dice, int depth)
    {
        if (depth == 0 || dice.Percent(76))
        {
            return dice.Roll(_simple);
        }

        return dice.Below(3) switch
        {
            0 => "NOT " + Key(dice, depth - 1),
            1 => $"OR {Key(dice, depth - 1)} {Key(dice, depth - 1)}",
            _ => $"({Key(dice, depth - 1)} {Key(dice, depth - 1)})",
        };
    }

    private static string Text(Dice dice) => dice.Below(5) switch
    {
        0 => Words.Person(dice),
        1 => $"\"{Words.Address(dice)}\"",
        2 => $"\"{Words.Person(dice)} \\\"{Words.Person(dice)}\\\"\"",
        _ => $"\"{Words.Subject(dice)}\"",
    };
}
