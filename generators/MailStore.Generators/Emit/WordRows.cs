using System.Globalization;
using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>
/// A choice of a few fixed words of which none begins another: the first octets lead to a row, which says what word must stand there,
/// how long it is and what it sets. Where any of them is as likely, branches by octet are guessed wrong.
/// </summary>
internal sealed class WordRows
{
    private const int WordsMin = 3;
    private const int WordsMax = 16;
    private const int OctetsMax = 16;

    // As W.Load.StartsWith reads it.
    private const int RowSize = 64;
    private const int MaskAt = OctetsMax;
    private const int LengthAt = 32;
    private const int KindAt = 33;

    private readonly List<(Node.Text Text, Node.Mark Mark)> _words;
    private readonly int _shortest;
    private ulong _multiplier;
    private int _bits;

    private WordRows(List<(Node.Text, Node.Mark)> words)
    {
        _words = words;
        _shortest = Math.Min(8, _words.Min(static word => word.Text.Sets.Length));
    }

    public static WordRows? Of(Node.Choice choice)
    {
        var words = choice.Alternatives.Select(WordOf).ToList();
        if (words.Count is < WordsMin or > WordsMax || words.Contains(null))
        {
            return null;
        }

        var rows = new WordRows(words.ConvertAll(static word => word!.Value));
        return rows.FindHash() ? rows : null;
    }

    /// <summary>Writes the look; the block behind its <c>else</c> is the caller's.</summary>
    public void Write(CodeWriter code, Words words, BodyWriter body, string rule)
    {
        var shape = body.Procedure.Shape!;
        var row = code.Fresh("row");
        var octets = new int[RowSize << _bits];
        for (var at = 0; at < octets.Length; at += RowSize)
        {
            // No octet under an empty mask is 1.
            octets[at] = 1;
        }

        foreach (var (text, mark) in _words)
        {
            var at = RowSize * Slot(Value(text));
            for (var n = 0; n < text.Sets.Length; n++)
            {
                octets[at + n] = text.Sets[n].First;
                octets[at + MaskAt + n] = text.Sets[n].Count == 1 ? 0xFF : 0xDF;
            }

            octets[at + LengthAt] = text.Sets.Length;
            octets[at + KindAt] = body.Procedure.Scope!.KindOf(mark.Name);
        }

        code.Line("ref byte " + row + " = ref W.Load.Row(" + words.Table("words of " + rule, octets) + ", (nint)((W.Load.Word(ref f, i, " + BodyWriter.Number(_shortest) + ") * 0x"
            + _multiplier.ToString("X16", CultureInfo.InvariantCulture) + "UL) >> " + BodyWriter.Number(64 - _bits) + "));");
        code.Open("if (W.Load.StartsWith(ref f, i, ref " + row + ")) // " + string.Join(", ", _words.Select(static word => word.Text.Upper)));
        code.Line("i += W.Load.U8(ref " + row + ", " + BodyWriter.Number(LengthAt) + ");");
        code.Line(body.Target + (shape.ValueType == shape.Pascal ? ".Kind" : "") + " = (" + shape.Pascal + "Kind)W.Load.U8(ref " + row + ", " + BodyWriter.Number(KindAt) + ");");
        code.Close();
    }

    private static (Node.Text, Node.Mark)? WordOf(Node node) =>
        node is Node.Sequence { Items: [Node.Text { Sets.Length: > 0 and <= OctetsMax } text, Node.Mark { Kind: MarkKind.Kind } mark] }
        && text.Sets.All(static set => set.Count == 1 || set.Equals(ByteSet.Folded(set.First)))
            ? (text, mark)
            : null;

    private ulong Value(Node.Text text)
    {
        var value = 0UL;
        for (var at = 0; at < _shortest; at++)
        {
            value |= ((ulong)text.Sets[at].First & 0xDF) << (8 * at);
        }

        return value;
    }

    private int Slot(ulong value) => (int)(unchecked(value * _multiplier) >> (64 - _bits));

    // Different first octets also mean that no word begins another.
    private bool FindHash()
    {
        var values = _words.ConvertAll(word => Value(word.Text));
        if (values.Distinct().Count() < values.Count)
        {
            return false;
        }

        var least = 1;
        while (1 << least < values.Count)
        {
            least++;
        }

        for (_bits = least; _bits <= least + 2; _bits++)
        {
            var seed = 0x9E3779B97F4A7C15UL;
            for (var attempt = 0; attempt < 1000; attempt++)
            {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                _multiplier = seed | 1;
                if (values.ConvertAll(Slot).Distinct().Count() == values.Count)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
