using System.Text;

namespace MailStore.Abstractions.Unicode;

/// <summary>
/// Unicode's normal form C (UAX #15). <c>string.Normalize</c> does nothing where globalization is invariant, as ours is, and
/// otherwise does what the machine's ICU says: then the same name could be two on two machines.
/// </summary>
public static class FormC
{
    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28;
    private const int HangulCount = LeadCount * VowelCount * TailCount;

    /// <summary>Everything below is in form C already: no marks.</summary>
    private const char FirstMark = '\u0300';

    /// <summary>The same string if it is in form C. It must not hold unpaired surrogates.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstMark, char.MaxValue))
        {
            return text;
        }

        var runes = new List<int>(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, runes);
        }

        Reorder(runes);
        Compose(runes);
        var composed = new StringBuilder(text.Length);
        runes.ForEach(rune => composed.Append(new Rune(rune)));
        return composed.Equals(text) ? text : composed.ToString();
    }

    /// <summary>Takes a rune apart, marks in the order of its parts.</summary>
    private static void Decompose(int rune, List<int> into)
    {
        var syllable = rune - HangulBase;
        if (syllable is >= 0 and < HangulCount)
        {
            into.Add(LeadBase + (syllable / (VowelCount * TailCount)));
            into.Add(VowelBase + (syllable / TailCount % VowelCount));
            if (syllable % TailCount != 0)
            {
                into.Add(TailBase + (syllable % TailCount));
            }
        }
        else if (CanonicalTable.Decompositions.TryGetValue(rune, out var parts))
        {
            Decompose(parts.First, into);
            if (parts.Second != 0)
            {
                Decompose(parts.Second, into);
            }
        }
        else
        {
            into.Add(rune);
        }
    }

    /// <summary>Marks that follow each other by their classes; those of one class as they came.</summary>
    private static void Reorder(List<int> runes)
    {
        for (var start = 0; start < runes.Count; start++)
        {
            var end = start;
            while (end < runes.Count && CanonicalTable.ClassOf(runes[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                var marks = runes[start..end].OrderBy(CanonicalTable.ClassOf).ToList();
                for (var at = start; at < end; at++)
                {
                    runes[at] = marks[at - start];
                }
            }

            start = end;
        }
    }

    /// <summary>Each rune joins the last starter unless something of its class or a higher one stands between them.</summary>
    private static void Compose(List<int> runes)
    {
        var (starter, kept, lastClass) = (-1, 0, 0);
        foreach (var rune in runes.ToArray())
        {
            var own = CanonicalTable.ClassOf(rune);
            var isBlocked = starter < 0 || (kept - starter > 1 && lastClass >= own);
            if (!isBlocked && TryPair(runes[starter], rune, out var pair))
            {
                runes[starter] = pair;
                continue;
            }

            (starter, lastClass) = (own == 0 ? kept : starter, own);
            runes[kept++] = rune;
        }

        runes.RemoveRange(kept, runes.Count - kept);
    }

    private static bool TryPair(int first, int second, out int pair)
    {
        var (lead, vowel) = (first - LeadBase, second - VowelBase);
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
        {
            pair = HangulBase + (((lead * VowelCount) + vowel) * TailCount);
            return true;
        }

        var (syllable, tail) = (first - HangulBase, second - TailBase);
        if (syllable is >= 0 and < HangulCount && syllable % TailCount == 0 && tail is > 0 and < TailCount)
        {
            pair = first + tail;
            return true;
        }

        return CanonicalTable.Compositions.TryGetValue((first, second), out pair);
    }
}
