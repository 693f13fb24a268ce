using MailStore.Generators.Model;

namespace MailStore.Syntax.Tests.Oracle;

/// <summary>
/// Says exactly whether an input is a sentence of a grammar, and where it stops being the start of one. It shares nothing with the
/// generator but the composed grammar: no factoring, no lookahead, no order of alternatives, no greed. What the dialect
/// says beyond ABNF is asked for by a policy.
/// </summary>
internal sealed class Recogniser
{
    private readonly Machine _machine;
    private readonly StateTable _table;

    // Octets that are being counted: until where, and which octets may stand there.
    private readonly List<(int End, ByteSet Set, int Behind)> _runs = [];

    public Recogniser(Grammar grammar, string start, OraclePolicy policy = OraclePolicy.Pure, string tail = "")
        : this(new GrammarFacts(grammar), start, policy, tail)
    {
    }

    public Recogniser(GrammarFacts facts, string start, OraclePolicy policy = OraclePolicy.Pure, string tail = "")
    {
        _machine = new MachineBuilder(facts, policy).Build(start, tail);
        _table = new(_machine);
    }

    /// <summary>Nodes of the machine: how big the grammar is.</summary>
    public int Size => _machine.Nodes.Count;

    public Verdict Recognise(ReadOnlySpan<byte> input)
    {
        _table.Prepare();
        _runs.Clear();
        var state = _table.Start;
        var at = 0;
        while (true)
        {
            state = Settle(state, input, at);
            if (at == input.Length)
            {
                return new(_table.Accepts(state), at);
            }

            state = _table.Step(state, input[at]);
            for (var i = _runs.Count - 1; i >= 0; i--)
            {
                if (!_runs[i].Set.Has(input[at]))
                {
                    _runs.RemoveAt(i);
                }
            }

            if (state == StateTable.Dead && _runs.Count == 0)
            {
                return new(false, at);
            }

            at++;
        }
    }

    // Ends runs that end here, and starts those that start here; a run of no octets does both.
    private int Settle(int state, ReadOnlySpan<byte> input, int at)
    {
        var started = StateTable.Dead;
        while (true)
        {
            for (var i = _runs.Count - 1; i >= 0; i--)
            {
                if (_runs[i].End == at)
                {
                    state = _table.Union(state, _runs[i].Behind);
                    _runs.RemoveAt(i);
                }
            }

            if (state == started || _table.Counted(state).Length == 0)
            {
                return state;
            }

            var known = started == StateTable.Dead ? [] : _table.Counted(started);
            started = state;
            foreach (var counted in _table.Counted(state).Except(known))
            {
                var size = LastNumber(input[..at]);
                var end = size > int.MaxValue - at ? int.MaxValue : at + (int)size;
                _runs.Add((end, _machine.Nodes[StateTable.NodeOf(counted)].Set, _table.Behind(counted)));
            }
        }
    }

    // CountedParts has checked that these are the header's digits.
    private static long LastNumber(ReadOnlySpan<byte> header)
    {
        var end = header.LastIndexOfAnyInRange((byte)'0', (byte)'9') + 1;
        var start = end;
        while (start > 0 && char.IsAsciiDigit((char)header[start - 1]))
        {
            start--;
        }

        var value = 0L;
        foreach (var digit in header[start..end])
        {
            value = Math.Min(int.MaxValue, (value * 10) + (digit - '0'));
        }

        return value;
    }
}
