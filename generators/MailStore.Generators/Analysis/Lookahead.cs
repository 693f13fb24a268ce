using MailStore.Generators.Model;

namespace MailStore.Generators.Analysis;

/// <summary>
/// Decides between ways on by looking at octets, at most <see cref="DepthMax"/>, and by policy where no octet can tell
/// (grammars/README.md, "How alternatives are chosen"). What policy cannot settle is a fault with its witness.
/// </summary>
internal sealed class Lookahead(Network network, Lowering lowering)
{
    public const int DepthMax = 16;

    /// <summary>Looks that one decision may take; more would be more code than a choice is worth.</summary>
    private const int LooksMax = 2000;

    /// <summary>Places in the grammar that all looks together may stand at: the largest grammar of ours takes 6,600.</summary>
    private const int WorkMax = 200_000;

    // What was reported of a question, beside the keywords that hide.
    private static readonly (int, int) Overlap = (-1, -1);
    private static readonly (int, int) Loop = (-1, -2);

    private readonly Configurations _configurations = new(network);
    private int _work;

    /// <summary>The octets that can stand at a state, with everything that may follow.</summary>
    public ByteSet First(int state) => _configurations.Reads(_configurations.Closure(state, 0));

    /// <summary>The octets that can stand behind fixed text of a given length.</summary>
    public ByteSet FirstBehind(int state, Node.Text text)
    {
        IEnumerable<(int State, int Stack)> at = _configurations.Closure(state, 0);
        foreach (var set in text.Sets)
        {
            at = _configurations.Step(at, set.First);
        }

        return _configurations.Reads(at);
    }

    public Decision Decide(string[] rules, Element? origin, IReadOnlyList<Option> options)
    {
        var start = options.Select((option, index) => new Way(index, [.. _configurations.Closure(option.State, 0)], [])).ToList();
        var question = new Question(rules, origin, options);
        return Build(question, start, 0, "").WithError(question.HasError);
    }

    private Decision Build(Question question, List<Way> alive, int depth, string path)
    {
        question.Looks++;
        _work += alive.Sum(static way => way.Configurations.Count);
        var committed = alive.Find(way => question.Options[way.Index].Keyword is { } keyword && keyword.Sets.Length == depth);
        var cells = new List<(ByteSet Set, int Alternative, Decision? Further)>();
        foreach (var cell in Partition.Of(alive.SelectMany(way => Sets(way, committed))))
        {
            var octet = cell.First;
            var next = alive
                .Where(way => committed is null || (way == committed ? !alive.Exists(other => IsLonger(question, committed, other, octet)) : !IsHidden(question, committed, way, octet, path)))
                .Select(way => new Way(way.Index, _configurations.Step(way.Configurations, octet), Configurations.Within(way.Inside, _configurations.Inside(way.Configurations, octet))))
                .Where(static way => way.Configurations.Count > 0)
                .ToList();
            if (next.Count == 0)
            {
                continue;
            }

            // An error is one report a choice, and leaves no code to decide anything for.
            var winner = next.Count == 1 || question.HasError ? next[0].Index : Settle(question, next, depth, path + (char)octet);
            if (winner < 0)
            {
                cells.Add((cell, -1, Build(question, next, depth + 1, path + (char)octet)));
                question.Leave();
                continue;
            }

            var same = cells.FindIndex(known => known.Further is null && known.Alternative == winner);
            if (same < 0)
            {
                cells.Add((cell, winner, null));
            }
            else
            {
                cells[same] = (cells[same].Set | cell, winner, null);
            }
        }

        return new([.. cells.Select(Collapse)]);
    }

    // A deeper look that has one outcome only is no look at all.
    private static (ByteSet Set, int Alternative, Decision? Further) Collapse((ByteSet Set, int Alternative, Decision? Further) cell) =>
        cell.Further is { Cells: [{ Further: null } only] } ? (cell.Set, only.Alternative, null) : cell;

    private int Settle(Question question, List<Way> ways, int depth, string path)
    {
        for (var i = ways.Count - 1; i >= 0; i--)
        {
            if (ways.Exists(other => other != ways[i] && ways[i].Configurations.IsSubsetOf(other.Configurations) && Yields(question, ways[i], other, path)))
            {
                ways.RemoveAt(i);
            }
        }

        if (ways.Count == 1)
        {
            return ways[0].Index;
        }

        // Where the same choice comes back after more octets, no number of octets decides it.
        if (_work > WorkMax)
        {
            Exhausted(question, ways, path);
            return ways[0].Index;
        }

        var limit = Math.Max(DepthMax, ways.Max(way => question.Options[way.Index].Keyword?.Sets.Length ?? 0) + 1);
        if (depth + 1 < limit && question.Looks < LooksMax && question.Enter(ways))
        {
            return -1;
        }

        Unsettled(question, ways, path);
        return ways.OrderBy(way => question.Options[way.Index].Rank).First().Index;
    }

    private IEnumerable<ByteSet> Sets(Way way, Way? committed) =>
        committed is null ? _configurations.Sets(way.Configurations) : _configurations.Sets(way.Configurations).Concat([_configurations.Continues(way.Configurations, way.Inside)]);

    /// <summary>
    /// True if a keyword that has matched takes the place of a general way: for every octet but one that makes the general
    /// way's token longer than the keyword. A keyword that ends with a sign is always whole.
    /// </summary>
    private bool IsHidden(Question question, Way committed, Way way, int octet, string path)
    {
        if (question.Options[way.Index] is { Keyword: not null } or { Node: null })
        {
            return false;
        }

        if (IsLonger(question, committed, way, octet))
        {
            return false;
        }

        if (_configurations.Reads(way.Configurations).Contains(octet))
        {
            Hide(question, committed, way, path + (char)octet);
        }

        return true;
    }

    /// <summary>True if the octet makes the general way's token longer than the keyword, which then did not match.</summary>
    private bool IsLonger(Question question, Way committed, Way way, int octet) =>
        way != committed
        && question.Options[way.Index] is { Keyword: null, Node: not null }
        && char.IsLetterOrDigit((char)question.Options[committed.Index].Keyword!.Sets.Last().First)
        && _configurations.Continues(way.Configurations, way.Inside).Contains(octet);

    /// <summary>The octets that make a general alternative longer than a keyword that it also matches.</summary>
    public ByteSet ContinuesBehind(int state, Node.Text text)
    {
        IEnumerable<(int State, int Stack)> at = _configurations.Closure(state, 0);
        HashSet<int> inside = [];
        foreach (var set in text.Sets)
        {
            inside = Configurations.Within(inside, _configurations.Inside(at, set.First));
            at = _configurations.Step(at, set.First);
        }

        return _configurations.Continues(at, inside);
    }

    /// <summary>True if the first of two ways may be dropped for the second, whose continuations include its own.</summary>
    private bool Yields(Question question, Way way, Way other, string path)
    {
        var isEqual = way.Configurations.Count == other.Configurations.Count;
        if (!question.Orders.TryGetValue((way.Index, other.Index), out var order))
        {
            // Comparing two languages takes longer than all looks together.
            question.Orders[(way.Index, other.Index)] = order = Compare(question, way.Index, other.Index);
        }

        if (order is null && isEqual)
        {
            // One report a choice: what is done about it settles the rest, or shows it.
            if (question.Reported.Add(Overlap))
            {
                Report("ABNF0012", question, [Math.Min(way.Index, other.Index), Math.Max(way.Index, other.Index)], "Two alternatives overlap, and neither contains the other: both take \"" + Show(path) + "\". Say which one wins with ;@ prefer " + question.Rules[0] + " ALTERNATIVE, or write them apart.");
            }

            order = way.Index > other.Index;
        }

        return isEqual ? order == true : order != false;
    }

    /// <summary>True: the second wins. False: the first. Null: nothing says.</summary>
    private static bool? Compare(Question question, int mine, int theirs)
    {
        var (a, b) = (question.Options[mine], question.Options[theirs]);
        if (a.Rank != b.Rank)
        {
            return a.Rank > b.Rank;
        }

        if (a.Keyword is null != b.Keyword is null)
        {
            return a.Keyword is null;
        }

        if (a.Node is null || b.Node is null || !IsRegular(a.Node) || !IsRegular(b.Node))
        {
            return null;
        }

        var (left, right) = (DfaMaker.Make(Strip(a.Node)), DfaMaker.Make(Strip(b.Node)));
        var leftInRight = left.WitnessOutside(right) is null;
        var rightInLeft = right.WitnessOutside(left) is null;
        return leftInRight && rightInLeft ? mine > theirs : leftInRight ? false : rightInLeft ? true : null;
    }

    private void Hide(Question question, Way committed, Way way, string path)
    {
        if (question.Rules.Any(lowering.Annotations.IsCommit) || question.Reported.Contains((committed.Index, -1)) || KeepsAll(question, committed, way, path))
        {
            return;
        }

        question.Reported.Add((committed.Index, -1));
        var keyword = question.Options[committed.Index].Keyword!.Upper;
        Report("ABNF0017", question, [committed.Index], "The keyword \"" + keyword + "\" hides a more general alternative of '" + question.Rules[0] + "': after \"" + Show(path) + "\" only the keyword's own syntax is tried. If that is meant, say ;@ commit " + question.Rules[0] + ".");
    }

    /// <summary>True if the keyword's own way goes on with everything that the general one could: then nothing is hidden.</summary>
    private bool KeepsAll(Question question, Way committed, Way way, string path)
    {
        var octet = path[path.Length - 1];
        if (_configurations.Step(way.Configurations, octet).IsSubsetOf(_configurations.Step(committed.Configurations, octet)))
        {
            return true;
        }

        var (general, own) = (question.Options[way.Index].Node!, question.Options[committed.Index].Node);
        if (own is null || !IsRegular(general) || !IsRegular(own))
        {
            return false;
        }

        // Where the general alternative may be whole before the octet, the octet may be of what follows, which no automaton of it knows.
        var automaton = DfaMaker.Make(Strip(general));
        return !automaton.Takes(path.Substring(0, path.Length - 1)) && automaton.WitnessOutside(DfaMaker.Make(Strip(own)), path) is null;
    }

    private void Unsettled(Question question, List<Way> ways, string path)
    {
        var isLoop = ways.Exists(way => question.Options[way.Index].Node is null);
        if (!question.Reported.Add(isLoop ? Loop : Overlap))
        {
            return;
        }

        Report(isLoop ? "ABNF0013" : "ABNF0012", question, isLoop ? [] : ways.Select(static way => way.Index), isLoop
            ? "Greedy repetition may lose a sentence: after \"" + Show(path) + "\" both one more round and the end of '" + question.Rules[0] + "' are possible."
            : "No " + DepthMax + " octets tell two alternatives of '" + question.Rules[0] + "' apart: both take \"" + Show(path) + "\". Factor out what they share.");
    }

    private void Exhausted(Question question, List<Way> ways, string path)
    {
        if (question.Reported.Add(Overlap))
        {
            Report("ABNF0012", question, ways.Select(static way => way.Index), "To tell alternatives of '" + question.Rules[0] + "' apart takes more looks than a whole grammar may take (it stopped at \"" + Show(path) + "\"). Write the grammar so that an early octet decides.");
        }
    }

    // At the last of the ways concerned: it is the one that was added, or that the policy turns away.
    private void Report(string id, Question question, IEnumerable<int> ways, string message) =>
        lowering.Fault(id, ways.Select(way => question.Options[way].Node?.At).LastOrDefault(static at => at is not null) ?? question.Origin, question.Rules[0], message);

    public static string Show(string path) =>
        string.Concat(path.Select(static c => c is >= ' ' and < '\x7F' ? c.ToString() : ByteSet.Name(c)));

    private static bool IsRegular(Node node) => node switch
    {
        Node.Text or Node.Byte or Node.Token or Node.Mark => true,
        Node.Capture capture => capture.Body is not null,
        Node.Sequence sequence => sequence.Items.All(IsRegular),
        Node.Choice choice => choice.Alternatives.All(IsRegular),
        Node.Repeat repeat => IsRegular(repeat.Body),
        _ => false,
    };

    private static Node Strip(Node node) => node switch
    {
        Node.Mark => Node.Nothing,
        Node.Capture capture => capture.Body!,
        Node.Sequence sequence => Node.Join(sequence.Items.Select(Strip)),
        Node.Choice choice => new Node.Choice(choice.Rules, [.. choice.Alternatives.Select(Strip)], null),
        Node.Repeat repeat => new Node.Repeat(repeat.Rule, repeat.Min, repeat.Max, Strip(repeat.Body), null),
        _ => node,
    };

    /// <param name="Inside">The tokens that the octet before was in.</param>
    private sealed record Way(int Index, HashSet<(int State, int Stack)> Configurations, HashSet<int> Inside);

    private sealed class Question(string[] rules, Element? origin, IReadOnlyList<Option> options)
    {
        private readonly List<string> _entered = [];

        public string[] Rules { get; } = rules;

        public Element? Origin { get; } = origin;

        public IReadOnlyList<Option> Options { get; } = options;

        public HashSet<(int, int)> Reported { get; } = [];

        public bool HasError => Reported.Contains(Overlap) || Reported.Contains(Loop);

        /// <summary>Which of two alternatives yields, once that was asked.</summary>
        public Dictionary<(int, int), bool?> Orders { get; } = [];

        public int Looks { get; set; }

        /// <summary>False if the path has been in the same place before.</summary>
        public bool Enter(List<Way> ways)
        {
            var key = string.Join("|", ways.Select(static way => way.Index + ":" + string.Join(",", way.Configurations.OrderBy(static one => one))));
            if (_entered.Contains(key))
            {
                return false;
            }

            _entered.Add(key);
            return true;
        }

        public void Leave() => _entered.RemoveAt(_entered.Count - 1);
    }
}
