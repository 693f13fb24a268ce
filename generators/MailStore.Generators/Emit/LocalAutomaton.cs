using System.Globalization;
using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>
/// An automaton whose state is told by the last octet alone, as in domains and dotted atoms: one large set of octets, and a
/// few signs that may not stand just anywhere. Which pairs of neighbours are allowed is all there is to check, so 32
/// octets are looked at together; branches by kind of octet would each be guessed wrong once a label.
/// </summary>
internal sealed class LocalAutomaton
{
    private const int StatesMax = 6;
    private const int SignsMax = 3;

    private readonly Dfa _dfa;
    private readonly ByteSet[] _sets;
    private readonly int _word;

    private LocalAutomaton(Dfa dfa, ByteSet[] sets, int word)
    {
        _dfa = dfa;
        _sets = sets;
        _word = word;
    }

    public static LocalAutomaton? Of(Dfa dfa)
    {
        if (dfa.Count > StatesMax)
        {
            return null;
        }

        var sets = Enumerable.Repeat(ByteSet.Empty, dfa.Count).ToArray();
        for (var state = 0; state < dfa.Count; state++)
        {
            foreach (var (set, target) in dfa.Moves(state))
            {
                sets[target] |= set;
            }
        }

        var word = Enumerable.Range(0, dfa.Count).OrderByDescending(state => sets[state].Count).First();
        var isLocal = sets[0].IsEmpty
            && Words.IsForVectors(sets[word])
            && Enumerable.Range(0, dfa.Count).All(state => state == word || (sets[state].Count <= SignsMax && sets[state].IsSubsetOf(ByteSet.Range(1, 127))))
            && Enumerable.Range(0, dfa.Count).All(state => Enumerable.Range(0, state).All(other => !sets[state].Overlaps(sets[other])))
            && Enumerable.Range(0, dfa.Count).All(state => dfa.Moves(state).All(move => move.Set.Equals(sets[move.Target])));
        return isLocal ? new(dfa, sets, word) : null;
    }

    /// <summary>All octets of the token.</summary>
    public ByteSet Octets => _sets.Aggregate(ByteSet.Empty, static (all, set) => all | set);

    /// <summary>What the token may start with.</summary>
    public ByteSet First => _dfa.Moves(0).Aggregate(ByteSet.Empty, static (all, move) => all | move.Set);

    /// <summary>Writes what is wrong with a token that has known ends, and octets that all belong to it: masks of 64 octets.</summary>
    /// <param name="part">What the names of its masks start with: Start and End, and Within for what lies between.</param>
    public void WriteWithin(CodeWriter code, string part)
    {
        var states = Enumerable.Range(1, _dfa.Count - 1).ToList();
        foreach (var state in states.Where(state => state != _word))
        {
            code.Line("ulong " + part + Text(state) + " = " + string.Join(" | ", Each(_sets[state]).Select(static octet => "W.Run.Are64(ref f, i, (byte)" + Words.Octet(octet) + ")")) + ";");
        }

        // What may not stand behind a state, or behind the start; and that the token may not end there. States that refuse alike are asked together.
        var refused = Enumerable.Range(0, _dfa.Count)
            .Select(state => (State: state, Targets: string.Join(" | ", states.Where(target => !_dfa.Moves(state).Any(move => move.Target == target)).Select(target => part + Text(target))), Ends: state > 0 && !_dfa.Accepts(state)))
            .Where(static one => one.Targets.Length > 0 || one.Ends)
            .GroupBy(static one => (one.Targets, one.Ends))
            .ToList();
        // The word is all that is no sign: mostly nobody refuses it, and nobody need look for it.
        if (refused.Exists(group => group.Key.Targets.Split(' ').Contains(part + Text(_word)) || group.Any(one => one.State == _word)))
        {
            code.Line("ulong " + part + Text(_word) + " = " + part + "Within" + string.Concat(states.Where(state => state != _word).Select(state => " & ~" + part + Text(state))) + ";");
        }

        foreach (var group in refused)
        {
            var behind = AnyOf(group.Select(one => one.State == 0 ? part + "Start" : "(" + part + Text(one.State) + " << 1)"));
            var targets = group.Key.Targets.Length == 0 ? null : part + "Within & " + AnyOf([group.Key.Targets]);
            code.Line("wrong |= " + behind + " & " + (targets is null ? part + "End;" : group.Key.Ends ? "((" + targets + ") | " + part + "End);" : targets + ";"));
        }
    }

    private static string AnyOf(IEnumerable<string> masks)
    {
        var any = string.Join(" | ", masks);
        return any.Contains(" | ") ? "(" + any + ")" : any;
    }

    public void Write(CodeWriter code, string expect)
    {
        var states = Enumerable.Range(1, _dfa.Count - 1).ToList();
        var union = Octets;
        code.Line("nint from = i;");
        code.Line("ulong behind0 = 1;");
        foreach (var state in states)
        {
            code.Line("ulong behind" + Text(state) + " = 0;");
        }

        code.Open("while (true)");
        code.Line("// A bit for each of 32 octets: outside of the token's octets, and each kind of them.");
        code.Line("ulong stop = W.Run." + (union.Contains(255) ? "OutsideOrHigh32" : "Outside32") + "(ref f, i, " + Words.Rows(union) + ");");
        foreach (var state in states.Where(state => state != _word))
        {
            code.Line("ulong kind" + Text(state) + " = " + string.Join(" | ", Each(_sets[state]).Select(static octet => "W.Run.Are32(ref f, i, (byte)" + Words.Octet(octet) + ")")) + ";");
        }

        code.Line("ulong kind" + Text(_word) + " = ~stop & 0xFFFFFFFF" + string.Concat(states.Where(state => state != _word).Select(static state => " & ~kind" + Text(state))) + ";");
        foreach (var state in states)
        {
            code.Line("behind" + Text(state) + " |= kind" + Text(state) + " << 1;");
        }

        WriteForbidden(code, states);
        code.Line("int length = BitOperations.TrailingZeroCount(stop | 0x100000000);");
        code.Line("i += (nint)(uint)length;");
        code.Open("if (length < 32)");
        WriteEnd(code, states, expect);
        code.Close();
        code.Line();
        code.Line("behind0 = 0;");
        foreach (var state in states)
        {
            code.Line("behind" + Text(state) + " >>= 32;");
        }

        code.Close();
    }

    private static IEnumerable<int> Each(ByteSet set) => set.Ranges().SelectMany(static range => Enumerable.Range(range.From, range.To - range.From + 1));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void WriteForbidden(CodeWriter code, List<int> states)
    {
        foreach (var target in states)
        {
            var forbidden = Enumerable.Range(0, _dfa.Count).Where(state => !_dfa.Moves(state).Any(move => move.Target == target)).ToList();
            if (forbidden.Count > 0)
            {
                code.Line("stop |= kind" + Text(target) + " & (" + string.Join(" | ", forbidden.Select(static state => "behind" + Text(state))) + ");");
            }
        }
    }

    private void WriteEnd(CodeWriter code, List<int> states, string expect)
    {
        var accepting = Enumerable.Range(0, _dfa.Count).Where(_dfa.Accepts).Select(static state => "behind" + Text(state)).ToList();
        code.Open("if ((((" + string.Join(" | ", accepting) + ") >> length) & 1) != 0)");
        code.Line("return i;");
        code.Close();
        code.Line();
        code.Line("// It stopped where it must not end: the token ends where it last could.");
        code.Line("x.Reach(i, " + expect + ");");
        code.Open("while (--i > from)");
        var last = states.Where(_dfa.Accepts).SelectMany(state => state == _word ? [] : Each(_sets[state])).ToList();
        var refused = states.Where(state => !_dfa.Accepts(state)).SelectMany(state => Each(_sets[state])).ToList();
        var test = _dfa.Accepts(_word)
            ? "!(W.Load.U8(ref f, i - 1) is " + string.Join(" or ", refused.Select(static octet => "(byte)" + Words.Octet(octet))) + ")"
            : "W.Load.U8(ref f, i - 1) is " + string.Join(" or ", last.Select(static octet => "(byte)" + Words.Octet(octet)));
        code.Open("if (" + (_dfa.Accepts(_word) && refused.Count == 0 ? "true" : test) + ")");
        code.Line("return i;");
        code.Close();
        code.Close();
        code.Line();
        code.Line("return " + (_dfa.Accepts(0) ? "from" : "x.Fail(from, " + expect + ")") + ";");
    }
}
