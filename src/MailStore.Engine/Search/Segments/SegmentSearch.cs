using MailStore.Abstractions.Searching;
using MailStore.Engine.Search.Terms;

namespace MailStore.Engine.Search.Segments;

/// <summary>Looks for text in one segment.</summary>
internal sealed class SegmentSearch(SegmentFile segment, CancellationToken cancellation)
{
    private readonly int _words = (segment.Messages + 63) / 64;

    public SegmentFindings Find(SearchNode node)
    {
        if (node.Kind == SearchNodeKind.SentDay)
        {
            return Days(node.Low, node.High);
        }

        var found = node.Field switch
        {
            SearchField.Body => InTerms(NeedlePlan.Of(node.Text), isText: false),
            SearchField.Text => InTerms(NeedlePlan.Of(node.Text), isText: true),
            SearchField.Header when FieldOf(node.Name) is SearchField.Header => InHeader(node.Name, NeedlePlan.Of(node.Text)),
            SearchField.Header => new(InValues(DictionaryOf(FieldOf(node.Name)), NeedlePlan.Of(node.Text).Whole), new ulong[_words]),
            _ => new(InValues(DictionaryOf(node.Field), NeedlePlan.Of(node.Text).Whole), new ulong[_words]),
        };
        foreach (var number in segment.Unindexed)
        {
            // What was not taken whole may hold more; what was found in it is there.
            found.Open[number >> 6] |= 1UL << number;
        }

        return found;
    }

    // Fields whose values are kept whole are not among the words of headers.
    private static SearchField FieldOf(string name) => name.ToUpperInvariant() switch
    {
        "FROM" => SearchField.From,
        "TO" => SearchField.To,
        "CC" => SearchField.Cc,
        "BCC" => SearchField.Bcc,
        "SUBJECT" => SearchField.Subject,
        _ => SearchField.Header,
    };

    private static SectionKind DictionaryOf(SearchField field) => field switch
    {
        SearchField.From => SectionKind.FromValues,
        SearchField.To => SectionKind.ToValues,
        SearchField.Cc => SectionKind.CcValues,
        SearchField.Bcc => SectionKind.BccValues,
        SearchField.Subject => SectionKind.SubjectValues,
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private SegmentFindings Days(long low, long high)
    {
        var (set, open) = (new ulong[_words], new ulong[_words]);
        var days = segment.SentDays();
        for (var number = 0; number < days.Length; number++)
        {
            set[number >> 6] |= days[number] >= low && days[number] <= high && days[number] >= 0 ? 1UL << number : 0;
            open[number >> 6] |= days[number] < 0 ? 1UL << number : 0;
        }

        return new(set, open);
    }

    private ulong[] InValues(SectionKind dictionary, byte[] whole)
    {
        var set = new ulong[_words];
        using var values = new DictionaryReader(segment, dictionary);
        if (whole.Length == 0)
        {
            values.All(set);
        }
        else
        {
            values.Find([whole], [set], cancellation);
        }

        return set;
    }

    private SegmentFindings InTerms(NeedlePlan plan, bool isText)
    {
        if (plan.IsEmpty)
        {
            return new(All(), new ulong[_words]);
        }

        // The last set is of those that hold it for certain.
        List<byte[]> candidates = plan.IsExact ? [] : [.. plan.Patterns];
        List<byte[]> patterns = plan.IsOfOneTerm ? [.. candidates, plan.Whole] : candidates;
        var sets = patterns.ConvertAll(_ => new ulong[_words]);
        var yes = plan.IsOfOneTerm ? sets[^1] : new ulong[_words];
        Find(SectionKind.BodyTerms, patterns, sets);
        if (isText)
        {
            Find(SectionKind.HeadTerms, patterns, sets);
            patterns = [.. candidates.Select(pattern => TermPattern.Inside(pattern).ToArray()), plan.Whole];
            sets = [.. sets[..candidates.Count], yes];
            for (var dictionary = SectionKind.FromValues; dictionary <= SectionKind.SubjectValues; dictionary++)
            {
                Find(dictionary, patterns, sets);
            }
        }

        return new(yes, plan.IsExact ? new ulong[_words] : Common(sets[..candidates.Count]));
    }

    private SegmentFindings InHeader(string name, NeedlePlan plan)
    {
        List<byte[]> patterns = [.. plan.Patterns, .. NeedlePlan.OfFieldName(name)];
        var sets = patterns.ConvertAll(_ => new ulong[_words]);
        Find(SectionKind.HeadTerms, patterns, sets);
        return new(new ulong[_words], Common(sets));
    }

    private void Find(SectionKind dictionary, List<byte[]> patterns, List<ulong[]> sets)
    {
        if (patterns.Count > 0)
        {
            using var terms = new DictionaryReader(segment, dictionary);
            terms.Find(patterns, sets, cancellation);
        }
    }

    private ulong[] Common(IReadOnlyList<ulong[]> sets)
    {
        var common = All();
        foreach (var set in sets)
        {
            for (var word = 0; word < common.Length; word++)
            {
                common[word] &= set[word];
            }
        }

        return common;
    }

    private ulong[] All()
    {
        var all = new ulong[_words];
        all.AsSpan().Fill(ulong.MaxValue);
        if ((segment.Messages & 63) != 0)
        {
            all[^1] = (1UL << segment.Messages) - 1;
        }

        return all;
    }
}
