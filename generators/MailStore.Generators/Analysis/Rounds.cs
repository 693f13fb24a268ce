namespace MailStore.Generators.Analysis;

/// <summary>
/// Looks at repetitions that need two rounds or more. Lookahead does not count rounds, so it cannot see that a round that takes as
/// much as it can leaves too few for the rest: in <c>2*(1*ALPHA)</c> the first takes all. Where a whole round could go on with
/// what the next one starts with, that is said.
/// </summary>
internal static class Rounds
{
    /// <summary>An octet that a whole round could take and that the next round starts with; negative if there is none.</summary>
    /// <param name="between">What stands before each further round.</param>
    public static int Contested(Node round, Node between)
    {
        var next = Node.Join(between, round);
        var contested = Beyond(round, []) & First(next, []);
        return contested.IsEmpty ? -1 : contested.First;
    }

    // The octets that a text of the node can start with.
    private static ByteSet First(Node node, HashSet<Procedure> within)
    {
        switch (node)
        {
            case Node.Text text:
                return text.Sets.Length == 0 ? ByteSet.Empty : text.Sets[0];
            case Node.Byte one:
                return one.Set;
            case Node.Token token:
                return Octets(token.Dfa, 0);
            case Node.Capture capture:
                return capture.Procedure is null ? First(capture.Body!, within) : FirstOf(capture.Procedure, within);
            case Node.Call call:
                return FirstOf(call.Procedure, within);
            case Node.Choice choice:
                return choice.Alternatives.Aggregate(ByteSet.Empty, (all, one) => all | First(one, within));
            case Node.Repeat repeat:
                return First(repeat.Body, within);
            case Node.List list:
                return First(Node.Join(list.Before, list.Item), within);
            case Node.Sequence sequence:
                var first = ByteSet.Empty;
                foreach (var item in sequence.Items)
                {
                    first |= First(item, within);
                    if (!IsNullable(item, []))
                    {
                        break;
                    }
                }

                return first;
            default:
                return ByteSet.Empty;
        }
    }

    private static ByteSet FirstOf(Procedure procedure, HashSet<Procedure> within)
    {
        if (!within.Add(procedure))
        {
            return ByteSet.Empty;
        }

        var first = First(procedure.Body, within);
        within.Remove(procedure);
        return first;
    }

    // The octets that a text of the node can go on with where it could end too.
    private static ByteSet Beyond(Node node, HashSet<Procedure> within)
    {
        switch (node)
        {
            case Node.Token token:
                return BeyondOf(token.Dfa);
            case Node.Capture { Procedure: null } capture:
                return Beyond(capture.Body!, within);
            case Node.Capture { Procedure: { } procedure }:
                return BeyondOf(procedure, within);
            case Node.Call call:
                return BeyondOf(call.Procedure, within);
            case Node.Choice choice:
                return choice.Alternatives.Aggregate(ByteSet.Empty, (all, one) => all | Beyond(one, within));
            case Node.Repeat repeat:
                return Beyond(repeat.Body, within) | (repeat.Max > repeat.Min ? First(repeat.Body, []) : ByteSet.Empty);
            case Node.List list:
                return Beyond(list.Item, within) | (list.Max > list.Min ? First(Node.Join(list.Between, list.Item), []) : ByteSet.Empty);
            case Node.Sequence sequence:
                var beyond = ByteSet.Empty;
                for (var i = sequence.Items.Length - 1; i >= 0; i--)
                {
                    var item = sequence.Items[i];
                    beyond |= Beyond(item, within);
                    if (!IsNullable(item, []))
                    {
                        break;
                    }

                    beyond |= First(item, []);
                }

                return beyond;
            default:
                return ByteSet.Empty;
        }
    }

    private static ByteSet BeyondOf(Procedure procedure, HashSet<Procedure> within)
    {
        if (procedure.Kind is ShapeKind.Quoted or ShapeKind.Counted || !within.Add(procedure))
        {
            return ByteSet.Empty;
        }

        var beyond = Beyond(procedure.Body, within);
        within.Remove(procedure);
        return beyond;
    }

    private static ByteSet BeyondOf(Dfa dfa) =>
        Enumerable.Range(0, dfa.Count).Where(dfa.Accepts).Aggregate(ByteSet.Empty, (all, state) => all | Octets(dfa, state));

    private static ByteSet Octets(Dfa dfa, int state) => dfa.Moves(state).Aggregate(ByteSet.Empty, static (all, move) => all | move.Set);

    private static bool IsNullable(Node node, HashSet<Procedure> within) => node switch
    {
        Node.Text text => text.Sets.Length == 0,
        Node.Byte => false,
        Node.Token token => token.Dfa.Accepts(0),
        Node.Capture { Procedure: null } capture => IsNullable(capture.Body!, within),
        Node.Capture { Procedure: { } procedure } => within.Add(procedure) && IsNullable(procedure.Body, within),
        Node.Call call => within.Add(call.Procedure) && IsNullable(call.Procedure.Body, within),
        Node.Choice choice => choice.Alternatives.Any(one => IsNullable(one, within)),
        Node.Repeat repeat => repeat.Min == 0 || IsNullable(repeat.Body, within),
        Node.List list => list.Min == 0,
        Node.Sequence sequence => sequence.Items.All(item => IsNullable(item, within)),
        _ => true,
    };
}
