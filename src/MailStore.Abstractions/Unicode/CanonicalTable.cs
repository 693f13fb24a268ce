using System.Collections.Frozen;
using System.Globalization;

namespace MailStore.Abstractions.Unicode;

/// <summary>What <c>FormC.txt</c> says; read when the first text with marks is met.</summary>
internal static class CanonicalTable
{
    private static readonly FrozenDictionary<int, int> Classes;

    static CanonicalTable()
    {
        var decompositions = new Dictionary<int, (int First, int Second)>();
        var compositions = new Dictionary<(int First, int Second), int>();
        var classes = new Dictionary<int, int>();
        var resource = typeof(CanonicalTable).Assembly.GetManifestResourceStream("FormC.txt")
            ?? throw new InvalidOperationException("FormC.txt is missing from the assembly.");
        using var reader = new StreamReader(resource);
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            if (words[0] == "D")
            {
                var (code, first, second) = (Code(words[1]), Code(words[2]), words.Length > 3 && words[3] != "!" ? Code(words[3]) : 0);
                decompositions.Add(code, (first, second));
                if (words[^1] != "!")
                {
                    compositions.Add((first, second), code);
                }
            }
            else if (words[0] == "C")
            {
                var own = int.Parse(words[1], CultureInfo.InvariantCulture);
                for (var code = Code(words[2]); code <= Code(words[3]); code++)
                {
                    classes.Add(code, own);
                }
            }
        }

        Decompositions = decompositions.ToFrozenDictionary();
        Compositions = compositions.ToFrozenDictionary();
        Classes = classes.ToFrozenDictionary();
    }

    /// <summary>One step; the second is 0 where a rune stands for one other.</summary>
    public static FrozenDictionary<int, (int First, int Second)> Decompositions { get; }

    public static FrozenDictionary<(int First, int Second), int> Compositions { get; }

    /// <summary>0 for what is no mark.</summary>
    public static int ClassOf(int rune) => Classes.GetValueOrDefault(rune);

    private static int Code(string word) => int.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
