using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>Keywords that have a row in a table each: what they set, and how it goes on behind them.</summary>
internal sealed class KeywordRows
{
    private readonly List<string> _keys;

    /// <param name="marks">What each keyword sets, or null.</param>
    /// <param name="nodes">What stands behind each, without its mark.</param>
    public KeywordRows(List<Keywords.Entry> entries, List<Node.Mark?> marks, List<Node> nodes)
    {
        Entries = entries;
        Marks = marks;
        Nodes = nodes;
        var keys = nodes.ConvertAll(KeyOf);
        // Keywords with nothing behind them come first: their way is the shortest.
        _keys = [.. keys.Distinct().OrderBy(static key => key == Node.Nothing.Key ? 0 : 1)];
        Ways = _keys.ConvertAll(key => nodes[keys.IndexOf(key)]);
    }

    public List<Keywords.Entry> Entries { get; }

    public List<Node.Mark?> Marks { get; }

    public List<Node> Nodes { get; }

    /// <summary>Each different way on, once.</summary>
    public List<Node> Ways { get; }

    public bool IsMarked => Marks.Exists(static mark => mark?.Kind == MarkKind.Kind);

    /// <summary>The way of a keyword.</summary>
    public int WayOf(int entry) => _keys.IndexOf(KeyOf(Nodes[entry]));

    // Structs of commands lie over each other: two of the same fields are written by the same code.
    private static string KeyOf(Node node) => node switch
    {
        Node.Capture { Procedure: { Scope: { Kind: ScopeKind.Command } scope, Depth: 0 } procedure } =>
            "over " + procedure.Body.Key + " " + string.Join(",", scope.Fields.Select(static field => field.Name + ":" + field.Type + ":" + (field.IsList ? "list" : ""))),
        _ => node.Key,
    };
}
