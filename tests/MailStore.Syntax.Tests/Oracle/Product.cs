namespace MailStore.Syntax.Tests.Oracle;

/// <summary>Adds to a machine the nodes of a rule body seen through a filter. Calls inside are written out as long as the filter works.</summary>
internal sealed class Product(Machine machine, IFilter filter)
{
    private readonly Dictionary<(int Node, Calls Calls, int State), int> _made = [];

    /// <summary>Entry of the filtered body. The body's own end is an Exit node, and so is the product's.</summary>
    public int Build(int entry) => Make(entry, Calls.None, filter.Start);

    private int Make(int node, Calls calls, int state)
    {
        if (state == IFilter.Free)
        {
            return calls.Open(machine, node);
        }

        var key = (node, calls, state);
        if (_made.TryGetValue(key, out var made))
        {
            return made;
        }

        made = machine.Add(Node.Split());
        _made.Add(key, made);
        var source = machine.Nodes[node];
        switch (source.Kind)
        {
            case NodeKind.Octet:
                var targets = source.Set.ToArray()
                    .GroupBy(octet => filter.Step(state, octet))
                    .Where(group => group.Key != IFilter.Dead)
                    .Select(group => machine.Add(Node.Octet(
                        group.Aggregate(ByteSet.Empty, (set, octet) => set.With(octet)), Make(source.Next, calls, group.Key))));
                machine.Nodes[made] = Node.Split([.. targets]);
                break;
            case NodeKind.Split:
                machine.Nodes[made] = Node.Split([.. source.Targets.Select(target => Make(target, calls, state))]);
                break;
            case NodeKind.Call:
                machine.Nodes[made] = Node.Split(Make(source.Targets[0], new Calls(source.Next, calls), state));
                break;
            case NodeKind.Exit when calls.Outer is { } outer:
                machine.Nodes[made] = Node.Split(Make(calls.Return, outer, state));
                break;
            case NodeKind.Exit:
                machine.Nodes[made] = filter.MayEnd(state) ? Node.Exit : Node.Split();
                break;
            default:
                throw new InvalidOperationException("Counted octets inside a filtered rule.");
        }

        return made;
    }

    /// <summary>The calls that the product is inside of, innermost first.</summary>
    private sealed record Calls(int Return, Calls? Outer)
    {
        public static Calls None { get; } = new(-1, null);

        /// <summary>A node that makes these calls again, so that the rest runs unfiltered.</summary>
        public int Open(Machine machine, int node)
        {
            for (var calls = this; calls.Outer is not null; calls = calls.Outer)
            {
                node = machine.Add(Node.Call(node, calls.Return));
            }

            return node;
        }
    }
}
