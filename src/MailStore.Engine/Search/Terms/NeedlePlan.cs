using System.Text;
using MailStore.Mime.Text;

namespace MailStore.Engine.Search.Terms;

/// <summary>
/// How a needle is looked for among terms. A message that holds the needle has, for each pattern, a term that holds the pattern;
/// <see cref="TermPattern.Edge"/> octets in a pattern are the ends of a term.
/// </summary>
internal sealed class NeedlePlan
{
    /// <summary>More would cost more than they exclude.</summary>
    private const int PatternsMax = 6;

    private NeedlePlan(byte[] whole, IReadOnlyList<byte[]> patterns, bool isExact, bool isOfOneTerm)
    {
        (Whole, Patterns, IsExact, IsOfOneTerm) = (whole, patterns, isExact, isOfOneTerm);
    }

    /// <summary>The needle, folded: what a text that is kept whole has to hold, and a term that does holds it for certain.</summary>
    public byte[] Whole { get; }

    /// <summary>All must be found in a message; with none, nothing is excluded.</summary>
    public IReadOnlyList<byte[]> Patterns { get; }

    /// <summary>Who has the terms has the needle.</summary>
    public bool IsExact { get; }

    /// <summary>A term may hold all of it, and who has such a term has the needle.</summary>
    public bool IsOfOneTerm { get; }

    /// <summary>Every text holds it.</summary>
    public bool IsEmpty => Whole.Length == 0;

    public static NeedlePlan Of(string needle)
    {
        var runes = Fold(needle);
        var parts = new List<NeedlePart>();
        for (int from = 0, to; from < runes.Count; from = to)
        {
            var kind = FoldTable.KindOf(runes[from]);
            for (to = from + 1; to < runes.Count && FoldTable.KindOf(runes[to]) == kind; to++)
            {
            }

            if (kind != TermKind.Blank)
            {
                parts.Add(new(kind, runes.GetRange(from, to - from), StartsTerm: from > 0, EndsTerm: to < runes.Count));
            }
        }

        var whole = Octets(runes);
        if (parts is [{ StartsTerm: false, EndsTerm: false } only])
        {
            return new(whole, [.. only.Patterns().Take(PatternsMax)], only.IsSure, only.Kind != TermKind.Pair || only.IsSure);
        }

        var patterns = parts.SelectMany(part => part.Patterns()).OrderByDescending(pattern => pattern.Length).Take(PatternsMax);
        return new(whole, [.. patterns], isExact: false, isOfOneTerm: false);
    }

    /// <summary>The words of a field's name, which its header has whole.</summary>
    public static IReadOnlyList<byte[]> OfFieldName(string name)
    {
        var (patterns, runes) = (new List<byte[]>(), Fold(name));
        for (int from = 0, to; from < runes.Count; from = to)
        {
            var kind = FoldTable.KindOf(runes[from]);
            for (to = from + 1; to < runes.Count && FoldTable.KindOf(runes[to]) == kind; to++)
            {
            }

            if (kind == TermKind.Word)
            {
                patterns.AddRange(new NeedlePart(kind, runes.GetRange(from, to - from), StartsTerm: true, EndsTerm: true).Patterns());
            }
        }

        return patterns.Count > PatternsMax ? patterns[..PatternsMax] : patterns;
    }

    internal static byte[] Octets(List<Rune> runes)
    {
        var (octets, used) = (new byte[runes.Count * 4], 0);
        foreach (var rune in runes)
        {
            used += rune.EncodeToUtf8(octets.AsSpan(used));
        }

        return octets[..used];
    }

    private static List<Rune> Fold(string text)
    {
        var fold = new FoldedText();
        var folded = new StringBuilder(text.Length);
        Span<char> parts = stackalloc char[Casemap.FoldedMax];
        foreach (var character in text)
        {
            folded.Append(parts[..fold.Fold(character, parts)]);
        }

        return [.. folded.ToString().EnumerateRunes()];
    }
}
