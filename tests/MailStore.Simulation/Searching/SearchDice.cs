using System.Globalization;
using System.Text;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Searching;

/// <summary>Makes searches by seed: texts are cut from the mail itself, in another case, a bit changed, or put together with other keys.</summary>
internal sealed class SearchDice(Dice dice, string text, int messages)
{
    private static readonly string[] s_flags = ["SEEN", "UNSEEN", "FLAGGED", "UNFLAGGED", "ANSWERED", "DELETED", "UNDELETED", "DRAFT", "KEYWORD $Some", "UNKEYWORD $Some", "RECENT", "OLD", "ALL"];

    /// <summary>A command's arguments, with literals that do not wait.</summary>
    public string Next() => string.Join(' ', Enumerable.Range(0, dice.Percent(60) ? 1 : dice.Between(2, 3)).Select(_ => Key(depth: 0)));

    private string Key(int depth) => dice.Below(depth < 2 ? 20 : 16) switch
    {
        < 5 => $"BODY {Cut()}",
        < 8 => $"TEXT {Cut()}",
        8 => $"SUBJECT {Cut()}",
        9 => $"FROM {Cut()}",
        10 => $"{dice.Pick(["TO", "CC", "BCC"])} {Cut()}",
        11 => $"HEADER {dice.Pick(["Subject", "from", "X-List", "Message-ID", "Date", "Received", "X-None"])} {(dice.Percent(20) ? "\"\"" : Cut())}",
        12 => dice.Pick(s_flags),
        13 => $"{dice.Pick(["BEFORE", "ON", "SINCE", "SENTBEFORE", "SENTON", "SENTSINCE"])} {Day()}",
        14 => $"{dice.Pick(["LARGER", "SMALLER"])} {dice.Between(200, 6000)}",
        15 => string.Create(CultureInfo.InvariantCulture, $"UID {dice.Between(1, messages)}:{dice.Between(1, messages)}"),
        16 or 17 => $"NOT {Key(depth + 1)}",
        18 => $"OR {Key(depth + 1)} {Key(depth + 1)}",
        _ => $"({Key(depth + 1)} {Key(depth + 1)})",
    };

    private string Day() => new DateTime(2026, 1, 1).AddDays(dice.Below(60)).ToString("d-MMM-yyyy", CultureInfo.InvariantCulture);

    private string Cut()
    {
        var length = dice.Percent(15) ? dice.Between(1, 2) : dice.Percent(80) ? dice.Between(3, 14) : dice.Between(15, 60);
        var start = dice.Below(Math.Max(1, text.Length - length));
        var cut = text.Substring(start, Math.Min(length, text.Length - start));
        cut = cut.Split('\0').MaxBy(piece => piece.Length)!;
        cut = Whole(cut).Replace("\r", "", StringComparison.Ordinal);
        cut = dice.Below(6) switch
        {
            0 => cut.ToUpperInvariant(),
            1 => cut.ToLowerInvariant(),
            2 when cut.Length > 3 => cut.Remove(dice.Below(cut.Length), 1),
            _ => cut,
        };
        var octets = Encoding.UTF8.GetBytes(Whole(cut));
        return string.Create(CultureInfo.InvariantCulture, $"{{{octets.Length}+}}\r\n{Encoding.Latin1.GetString(octets)}");
    }

    // No half of a character.
    private static string Whole(string cut)
    {
        cut = cut.Length > 0 && char.IsLowSurrogate(cut[0]) ? cut[1..] : cut;
        return string.Concat(cut.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar));
    }
}
