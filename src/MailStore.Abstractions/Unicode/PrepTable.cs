using System.Collections.Frozen;
using System.Globalization;

namespace MailStore.Abstractions.Unicode;

/// <summary>What <c>Prep.txt</c> says; read when the first name or password that is more than ASCII is met.</summary>
internal static class PrepTable
{
    private static readonly FrozenDictionary<int, int[]> Compatible;
    private static readonly Dictionary<char, List<(int From, int To)>> Ranges = [];

    static PrepTable()
    {
        var compatible = new Dictionary<int, int[]>();
        var resource = typeof(PrepTable).Assembly.GetManifestResourceStream("Prep.txt")
            ?? throw new InvalidOperationException("Prep.txt is missing from the assembly.");
        using var reader = new StreamReader(resource);
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            if (words[0] == "K")
            {
                compatible.Add(Code(words[1]), [.. words.Skip(2).Select(Code)]);
            }
            else if (words[0].Length == 1 && words[0] != ";")
            {
                if (!Ranges.TryGetValue(words[0][0], out var ranges))
                {
                    Ranges.Add(words[0][0], ranges = []);
                }

                ranges.Add((Code(words[1]), Code(words[2])));
            }
        }

        Compatible = compatible.ToFrozenDictionary();
    }

    public static bool IsNothing(int rune) => IsIn('N', rune);

    public static bool IsSpace(int rune) => IsIn('S', rune);

    public static bool IsProhibited(int rune) => IsIn('P', rune);

    public static bool IsRightToLeft(int rune) => IsIn('R', rune);

    public static bool IsLeftToRight(int rune) => rune is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') || IsIn('L', rune);

    /// <summary>False where form KC keeps it, but for what form C does.</summary>
    public static bool TryExpand(int rune, out int[] parts)
    {
        parts = Compatible.GetValueOrDefault(rune) ?? [];
        return parts.Length > 0;
    }

    private static bool IsIn(char table, int rune)
    {
        var ranges = Ranges[table];
        int low = 0, high = ranges.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (ranges[middle].To < rune)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < ranges.Count && ranges[low].From <= rune;
    }

    private static int Code(string word) => int.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
