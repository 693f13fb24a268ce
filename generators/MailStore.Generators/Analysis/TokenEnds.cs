namespace MailStore.Generators.Analysis;

/// <summary>
/// Proves that a token may take as much as it can: no sentence needs a token to end earlier than where it last accepts. From
/// each place where a token accepts and could go on, the language behind an early end must be within that of going on.
/// </summary>
internal sealed class TokenEnds(Network network, Lowering lowering)
{
    private const int LooksMax = 2000;

    private readonly Configurations _configurations = new(network);

    public void Check()
    {
        var reported = new HashSet<string>();
        foreach (var (token, states, exit, inside) in network.Tokens.Where(use => !lowering.Annotations.IsCommit(use.Token.Name)))
        {
            foreach (var stack in _configurations.Callers(inside))
            {
                if (!reported.Contains(token.Name) && WitnessOf(token.Dfa, states, exit, stack) is { } witness)
                {
                    reported.Add(token.Name);
                    lowering.Fault("ABNF0013", token.At, token.Name, "The token '" + token.Name + "' takes as much as it can, and so may lose a sentence: it can end before \"" + Lookahead.Show(witness) + "\", and then take part of that too. If that is meant, say ;@ commit " + token.Name + ".");
                }
            }
        }
    }

    private string? WitnessOf(Dfa dfa, IReadOnlyList<int> states, int exit, int stack)
    {
        var behind = _configurations.Closure(exit, stack);
        var first = _configurations.Reads(behind);
        return Enumerable.Range(0, states.Count)
            .Where(s => dfa.Accepts(s) && dfa.Moves(s).Any(move => move.Set.Overlaps(first)))
            .Select(s => Witness(dfa, s, states, behind, stack))
            .FirstOrDefault(static witness => witness is not null);
    }

    /// <returns>Octets that can follow an end here, and cannot follow the end that is taken; null if there are none.</returns>
    private string? Witness(Dfa dfa, int start, IReadOnlyList<int> states, (int State, int Stack)[] behind, int stack)
    {
        var work = new Queue<(int Inside, HashSet<(int State, int Stack)> Taken, HashSet<(int State, int Stack)> Early, string Path)>();
        var seen = new HashSet<string>();
        work.Enqueue((start, [], [.. behind], ""));
        for (var looks = 0; work.Count > 0 && looks < LooksMax; looks++)
        {
            var (inside, taken, early, path) = work.Dequeue();
            var sets = _configurations.Sets(early).Concat(inside >= 0 ? dfa.Moves(inside).Select(static move => move.Set) : _configurations.Sets(taken));
            foreach (var cell in Partition.Of(sets))
            {
                var left = _configurations.Step(early, cell.First);
                if (left.Count == 0)
                {
                    continue;
                }

                var next = inside < 0 ? -1 : Target(dfa, inside, cell.First);
                if (inside >= 0 && next < 0)
                {
                    continue; // The token dies before it accepts again, and ends here after all.
                }

                var on = inside < 0 ? _configurations.Step(taken, cell.First)
                    : dfa.Accepts(next) ? [.. _configurations.Closure(states[next], stack)]
                    : [];
                var isTaken = inside < 0 || dfa.Accepts(next);
                var more = path + (char)cell.First;
                if (isTaken && on.Count == 0)
                {
                    return more;
                }

                if (!(isTaken && left.IsSubsetOf(on)) && more.Length < Lookahead.DepthMax && seen.Add((isTaken ? "" : next.ToString(System.Globalization.CultureInfo.InvariantCulture)) + Key(on) + "|" + Key(left)))
                {
                    work.Enqueue((isTaken ? -1 : next, on, left, more));
                }
            }
        }

        return null;
    }

    private static int Target(Dfa dfa, int state, int octet)
    {
        foreach (var (set, target) in dfa.Moves(state))
        {
            if (set.Contains(octet))
            {
                return target;
            }
        }

        return -1;
    }

    private static string Key(HashSet<(int State, int Stack)> configurations) =>
        string.Join(",", configurations.OrderBy(static one => one).Select(static one => one.State + "." + one.Stack));
}
