namespace MailStore.Syntax.Tests.Oracle;

/// <summary>A state of the machine that a grammar becomes. Nodes name each other by index in <see cref="Machine.Nodes"/>.</summary>
internal sealed record Node(NodeKind Kind, ByteSet Set, int Next, int[] Targets)
{
    public static Node Exit { get; } = new(NodeKind.Exit, ByteSet.Empty, -1, []);

    public static Node Octet(ByteSet set, int next) => new(NodeKind.Octet, set, next, []);

    public static Node Split(params int[] targets) => new(NodeKind.Split, ByteSet.Empty, -1, targets);

    public static Node Call(int target, int next) => new(NodeKind.Call, ByteSet.Empty, next, [target]);

    public static Node Counted(ByteSet set, int next) => new(NodeKind.Counted, set, next, []);
}
