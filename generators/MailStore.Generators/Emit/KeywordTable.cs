using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>The rows of keywords as tables hold them, and as W.Load.IsRow reads them: octets, their mask, the length; and what only the parser knows of.</summary>
internal static class KeywordTable
{
    /// <summary>A keyword has fewer octets than this, so that one comparison tells it and where it ends.</summary>
    public const int OctetsMax = 16;

    public const int MarkAt = 33;
    public const int WayAt = 34;
    public const int StrictAt = 35;
    private const int RowSize = 64;
    private const int MaskAt = OctetsMax;
    private const int LengthAt = 32;
    private const int NoLength = 255;

    /// <param name="count">Of all keywords, where rows are numbered; slots of the hash are rows where it is direct.</param>
    public static int[] Octets(Keywords keywords, KeywordRows rows, int count, bool isDirect, Func<Node.Mark, int> valueOf)
    {
        var octets = new int[RowSize * (isDirect ? 1 << keywords.Bits : count + 1)];
        for (var row = 0; row < octets.Length; row += RowSize)
        {
            octets[row + LengthAt] = NoLength;
        }

        for (var n = 0; n < rows.Entries.Count; n++)
        {
            var row = RowSize * (isDirect ? keywords.Slot(rows.Entries[n]) : n + 1);
            FillRow(octets.AsSpan(row, RowSize), rows.Entries[n], NeedsSign(keywords, rows.Entries[n]));
            octets[row + MarkAt] = rows.Marks[n] is { } mark ? valueOf(mark) : 0;
            octets[row + WayAt] = rows.WayOf(n);
        }

        return octets;
    }

    /// <summary>A general alternative takes over where its token goes on.</summary>
    public static bool IsStrict(Keywords.Entry entry) => entry.Length == entry.Text.Sets.Length && !entry.Continues.IsEmpty;

    /// <summary>"SIZE=" is not the keyword of SIZE100: its sign belongs to it where a general alternative could take the word.</summary>
    public static bool NeedsSign(Keywords keywords, Keywords.Entry entry) =>
        entry.Length < entry.Text.Sets.Length && keywords.FirstOfOthers.Overlaps(entry.Text.Sets[0]);

    private static void FillRow(Span<int> row, Keywords.Entry entry, bool needsSign)
    {
        for (var at = 0; at < entry.Length + (needsSign ? 1 : 0); at++)
        {
            var set = entry.Text.Sets[at];
            row[at] = set.First;
            row[MaskAt + at] = set.Count == 1 ? 0xFF : 0xDF;
        }

        row[LengthAt] = entry.Length;
        row[StrictAt] = IsStrict(entry) ? 1 : 0;
    }
}
