namespace MailStore.Generators.Analysis;

/// <summary>
/// Positions in a network with their call stacks, as lookahead moves them along. A stack is a number; 0 is the empty stack,
/// behind which every caller is possible.
/// </summary>
internal sealed class Configurations(Network network)
{
    private readonly Dictionary<(int Parent, int Return), int> _stackIds = [];
    private readonly List<(int Parent, int Return)> _stacks = [(0, 0)];
    private readonly Dictionary<(int State, int Stack), (int State, int Stack)[]> _closures = [];

    /// <summary>Stands for the end of the frame, where the zero behind it is read.</summary>
    public const int EndOfFrame = -1;

    /// <summary>The configurations that read an octet (or are blind, or at the end) and can be had from one without reading.</summary>
    public (int State, int Stack)[] Closure(int state, int stack)
    {
        if (_closures.TryGetValue((state, stack), out var known))
        {
            return known;
        }

        var found = new HashSet<(int, int)>();
        var seen = new HashSet<(int, int)> { (state, stack) };
        var work = new Stack<(int State, int Stack)>();
        work.Push((state, stack));
        while (work.Count > 0)
        {
            var (at, on) = work.Pop();
            if (network.Reads(at).Count > 0 || at == network.Blind)
            {
                found.Add((at, at == network.Blind ? 0 : on));
            }

            foreach (var next in Next(at, on))
            {
                if (next.State == EndOfFrame)
                {
                    found.Add(next);
                }
                else if (seen.Add(next))
                {
                    work.Push(next);
                }
            }
        }

        return _closures[(state, stack)] = [.. found];
    }

    public HashSet<(int State, int Stack)> Step(IEnumerable<(int State, int Stack)> from, int octet)
    {
        var to = new HashSet<(int, int)>();
        foreach (var (state, stack) in from)
        {
            if (state == EndOfFrame)
            {
                if (octet == 0)
                {
                    to.Add((state, stack));
                }

                continue;
            }

            if (state == network.Blind)
            {
                to.Add((state, stack));
                continue;
            }

            foreach (var (set, target) in network.Reads(state))
            {
                if (set.Contains(octet))
                {
                    to.UnionWith(Closure(target, stack));
                }
            }
        }

        return to;
    }

    /// <summary>The tokens inside of which an octet moves some configuration on.</summary>
    public HashSet<int> Inside(IEnumerable<(int State, int Stack)> from, int octet) =>
        [.. from.Where(one => network.TokenOf(one.State) != 0)
            .Where(one => network.Reads(one.State).Any(read => read.Set.Contains(octet) && network.TokenOf(read.Target) == network.TokenOf(one.State)))
            .Select(one => network.TokenOf(one.State))];

    /// <summary>
    /// The tokens that an octet is in, given those of the octet before. A token takes all it can: where it may have gone on, another
    /// that could have taken over does not count.
    /// </summary>
    public static HashSet<int> Within(HashSet<int> before, HashSet<int> now) => now.Overlaps(before) ? [.. now.Where(before.Contains)] : now;

    /// <summary>The octets that take a configuration on inside one of these tokens.</summary>
    public ByteSet Continues(IEnumerable<(int State, int Stack)> configurations, HashSet<int> tokens) =>
        configurations
            .Where(one => tokens.Contains(network.TokenOf(one.State)))
            .SelectMany(one => network.Reads(one.State).Where(read => network.TokenOf(read.Target) == network.TokenOf(one.State)))
            .Aggregate(ByteSet.Empty, static (all, read) => all | read.Set);

    /// <summary>The octets that some configuration reads.</summary>
    public ByteSet Reads(IEnumerable<(int State, int Stack)> configurations)
    {
        var all = ByteSet.Empty;
        foreach (var (state, _) in configurations)
        {
            all = state == EndOfFrame ? all | ByteSet.Of(0)
                : state == network.Blind ? ByteSet.All
                : network.Reads(state).Aggregate(all, static (sum, read) => sum | read.Set);
        }

        return all;
    }

    public IEnumerable<ByteSet> Sets(IEnumerable<(int State, int Stack)> configurations) =>
        configurations.SelectMany(one => one.State == EndOfFrame ? [ByteSet.Of(0)] : network.Reads(one.State).Select(static read => read.Set));

    private IEnumerable<(int State, int Stack)> Next(int state, int stack)
    {
        foreach (var target in network.Moves(state))
        {
            yield return (target, stack);
        }

        if (network.Call(state) is { } call)
        {
            yield return (call.Procedure.Start, Push(stack, call.Return));
        }

        if (network.EndOf(state) is not { } ended)
        {
            yield break;
        }

        if (stack != 0)
        {
            var (parent, back) = _stacks[stack];
            yield return (back, parent);
            yield break;
        }

        foreach (var back in network.Returns(ended))
        {
            yield return (back, 0);
        }

        if (ended.IsStart)
        {
            yield return (EndOfFrame, 0);
        }
    }

    /// <summary>The stacks that a procedure can be in, as far as its caller: what follows a use differs from what follows another.</summary>
    public IEnumerable<int> Callers(Procedure procedure) =>
        network.Returns(procedure).Select(back => Push(0, back)).Concat(procedure.IsStart || network.Returns(procedure).Count == 0 ? [0] : []);

    private int Push(int parent, int back)
    {
        if (!_stackIds.TryGetValue((parent, back), out var id))
        {
            id = _stacks.Count;
            _stacks.Add((parent, back));
            _stackIds.Add((parent, back), id);
        }

        return id;
    }
}
