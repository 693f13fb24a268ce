using System.Globalization;
using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>C# conditions that compare fixed text.</summary>
internal static class TextMatch
{
    /// <summary>Compares fixed text at <c>i + distance</c>, in as few loads as its length allows.</summary>
    public static string Of(Node.Text text, int distance)
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
        return (mask == full ? load : "(" + load + " & 0x" + mask.ToString("X", CultureInfo.InvariantCulture) + suffix + ")") + " == 0x" + value.ToString("X", CultureInfo.InvariantCulture) + suffix;
    }
}
