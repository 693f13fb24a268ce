using System.Collections.Immutable;
using MailStore.Abstractions.Searching;

namespace MailStore.Engine.Search.Planning;

/// <summary>
/// Answers a search from what is known without opening messages: slots and index. Of keys that must all hold the cheap ones
/// come first, and each is asked only of the messages that are left.
/// </summary>
internal sealed class SearchPlan(ISearchedMailbox mailbox, MessageDomain domain, ITextIndex? index, SearchTrace? trace, CancellationToken cancellation)
{
    public SearchAnswer Run(SearchNode query)
    {
        var found = Judge(query, domain.All, depth: 0);
        return new(domain.ToUids(found.Yes), domain.ToUids(found.Open));
    }

    private Judgement Judge(SearchNode node, ulong[] within, int depth) => node.Kind switch
    {
        SearchNodeKind.AllOf => JudgeAll(node.Nodes, within, depth),
        SearchNodeKind.AnyOf => JudgeAny(node.Nodes, within, depth),
        SearchNodeKind.Not when !SlotTest.TryCreate(node, out _) => Judge(node.Nodes[0], within, depth + 1).Not(within),
        _ => JudgeLeaf(node, within, depth),
    };

    private Judgement JudgeAll(ImmutableArray<SearchNode> nodes, ulong[] within, int depth)
    {
        var result = Judgement.Certain(within);
        var tests = new List<SlotTest>();
        var others = new List<SearchNode>();
        foreach (var node in nodes)
        {
            if (SlotTest.TryCreate(node, out var test))
            {
                tests.Add(test);
            }
            else
            {
                others.Add(node);
            }
        }

        others.Sort((left, right) => Cost(left).CompareTo(Cost(right)));
        var areTestsDone = tests.Count == 0;
        foreach (var node in others)
        {
            if (!areTestsDone && Cost(node) > SlotCost)
            {
                result = result.And(Scan(tests, result.Possible(), depth + 1));
                areTestsDone = true;
            }

            if (result.IsEmpty)
            {
                return result;
            }

            result = result.And(Judge(node, result.Possible(), depth + 1));
        }

        return areTestsDone || result.IsEmpty ? result : result.And(Scan(tests, result.Possible(), depth + 1));
    }

    private Judgement JudgeAny(ImmutableArray<SearchNode> nodes, ulong[] within, int depth)
    {
        var result = Judgement.Certain(domain.None());
        foreach (var node in nodes.Sort((left, right) => Cost(left).CompareTo(Cost(right))))
        {
            var left = result.Not(within).Possible();
            if (MessageDomain.IsEmpty(left))
            {
                break;
            }

            result = result.Or(Judge(node, left, depth + 1));
        }

        return result;
    }

    private Judgement JudgeLeaf(SearchNode node, ulong[] within, int depth)
    {
        if (SlotTest.TryCreate(node, out var test))
        {
            return Scan([test], within, depth);
        }

        var start = trace?.Clock.GetTimestamp() ?? 0;
        var result = node.Kind switch
        {
            SearchNodeKind.Uids => Judgement.Certain(Cut(domain.Of(node.Uids), within)),
            SearchNodeKind.Recent => Judgement.Certain(Recent(within)),
            SearchNodeKind.Text or SearchNodeKind.SentDay when index is not null && index.CostOf(node) < MessageDomain.Count(within) =>
                index.Find(node, domain, within, cancellation),
            _ => Judgement.Unknown(within),
        };
        Tell(SearchWords.Of(node), within, result, start, depth);
        return result;
    }

    private Judgement Scan(List<SlotTest> tests, ulong[] within, int depth)
    {
        var start = trace?.Clock.GetTimestamp() ?? 0;
        var result = Judgement.Certain(new SlotScan(mailbox, domain, [.. tests]).Run(within, cancellation));
        Tell(trace is null ? "" : string.Join(" and ", tests.Select(test => (test.IsNot ? "not " : "") + SearchWords.Of(test.Node))), within, result, start, depth);
        return result;
    }

    private ulong[] Recent(ReadOnlySpan<ulong> within)
    {
        var set = domain.None();
        foreach (var uid in domain.ToUids(within).Each())
        {
            if (mailbox.IsRecent(uid))
            {
                set[domain.WordFrom(Messages.SlotChunk.NumberOf(uid))] |= 1UL << Messages.SlotChunk.BitOf(uid);
            }
        }

        return set;
    }

    private static ulong[] Cut(ulong[] set, ReadOnlySpan<ulong> within)
    {
        for (var word = 0; word < set.Length; word++)
        {
            set[word] &= within[word];
        }

        return set;
    }

    private const int SlotCost = 1;

    // In steps: sets that are there already, slots, what is made of these, the index, and what nobody but the message knows.
    private static int Cost(SearchNode node) => node.Kind switch
    {
        SearchNodeKind.Uids => 0,
        SearchNodeKind.AllOf when node.Nodes.IsEmpty => 0,
        SearchNodeKind.AllOf or SearchNodeKind.AnyOf => node.Nodes.Max(Cost) + 1,
        SearchNodeKind.Not => Cost(node.Nodes[0]) + 1,
        SearchNodeKind.Recent => 2,
        SearchNodeKind.SentDay => 100,
        SearchNodeKind.Text when node.Field is SearchField.Body => 300,
        SearchNodeKind.Text when node.Field is SearchField.Text => 400,
        SearchNodeKind.Text => node.Field == SearchField.Header ? 300 : 200,
        SearchNodeKind.Unknown => 10_000,
        _ => SlotCost,
    };

    private void Tell(string what, ReadOnlySpan<ulong> within, in Judgement result, long start, int depth) =>
        trace?.Add(new(depth, what, MessageDomain.Count(within), MessageDomain.Count(result.Yes), MessageDomain.Count(result.Open), trace.Clock.GetElapsedTime(start)));
}
