using System.Globalization;
using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>Conditions over the octets ahead, as C#.</summary>
internal static class Test
{
    public static string Here => "W.Load.U8(ref f, i)";

    public static string At(int distance) => distance == 0 ? Here : "W.Load.U8(ref f, i + " + BodyWriter.Number(distance) + ")";

    public static bool IsKnown(ByteSet set, IReadOnlyList<ByteSet> known) => known.Count > 0 && known[0].IsSubsetOf(set);

    /// <summary>The opposite of a condition, as a person would write it.</summary>
    public static string Not(string condition)
    {
        if (condition.Contains(" && ") || condition.Contains(" || ") || condition.Contains(" or "))
        {
            return "!(" + condition + ")";
        }

        foreach (var (holds, isNot) in new[] { (" == ", " != "), (" <= ", " > "), (" >= ", " < ") })
        {
            if (condition.Contains(holds))
            {
                return condition.Replace(holds, isNot);
            }
        }

        return "!" + condition;
    }

    /// <summary>Compares fixed text at <c>i + distance</c>, in as few loads as its length allows.</summary>
    public static string Matches(Node.Text text, int distance)
    {
        var terms = new List<string>();
        var at = 0;
        foreach (var size in new[] { 8, 4, 2, 1 })
        {
            while (text.Sets.Length - at >= size)
            {
                terms.Add(Load(text, at, size, distance + at));
                at += size;
            }
        }

        return string.Join(" && ", terms);
    }

    /// <summary>Compares up to eight octets at <c>i</c> by one load.</summary>
    public static string MatchesWord(Node.Text text)
    {
        ulong mask = 0, value = 0;
        for (var at = 0; at < text.Sets.Length; at++)
        {
            mask |= (text.Sets[at].Count == 1 ? 0xFFUL : 0xDFUL) << (8 * at);
            value |= (ulong)text.Sets[at].First << (8 * at);
        }

        return "(W.Load.U64(ref f, i) & 0x" + mask.ToString("X16", CultureInfo.InvariantCulture) + "UL) == 0x" + value.ToString("X16", CultureInfo.InvariantCulture) + "UL";
    }

    public static string Parenthesised(string text) => text.Contains(" || ") || text.Contains(" && ") || text.Contains(" or ") ? "(" + text + ")" : text;

    private static string Load(Node.Text text, int from, int size, int distance)
    {
        ulong mask = 0, value = 0;
        for (var i = 0; i < size; i++)
        {
            var set = text.Sets[from + i];
            mask |= (set.Count == 1 ? 0xFFUL : 0xDFUL) << (8 * i);
            value |= (ulong)set.First << (8 * i);
        }

        var at = distance == 0 ? "i" : "i + " + BodyWriter.Number(distance);
        if (size == 1)
        {
            return mask == 0xFF ? "W.Load.U8(ref f, " + at + ") == " + Words.Octet((int)value) : "(W.Load.U8(ref f, " + at + ") | 0x20) == " + Words.Octet((int)value + 32);
        }

        var load = "W.Load.U" + BodyWriter.Number(size * 8) + "(ref f, " + at + ")";
        var full = size == 8 ? ulong.MaxValue : (1UL << (8 * size)) - 1;
        var suffix = size == 8 ? "UL" : "u";
        return (mask == full ? load : "(" + load + " & 0x" + mask.ToString("X", CultureInfo.InvariantCulture) + suffix + ")") + " == 0x" + value.ToString("X" + BodyWriter.Number(2 * size), CultureInfo.InvariantCulture) + suffix;
    }
}
