namespace MailStore.Generators.Analysis;

/// <summary>A method of the emitted parser: a rule, seen from one scope.</summary>
internal sealed class Procedure(string name, string rule, ShapeKind kind, string? target, Scope? scope)
{
    public string Name { get; } = name;

    public string Rule { get; } = rule;

    public ShapeKind Kind { get; } = kind;

    /// <summary>C# type of the <c>ref</c> parameter, or null where nothing is captured.</summary>
    public string? Target => Scope is { Kind: ScopeKind.Command, Fields.Count: 0 } ? null : Shape?.ValueType ?? target;

    public Scope? Scope { get; } = scope;

    /// <summary>Set once the rule was lowered; procedures of recursive rules exist before.</summary>
    public Node Body { get; set; } = Node.Nothing;

    public Shape? Shape { get; init; }

    /// <summary>Levels that the rule may nest itself, or 0.</summary>
    public int Depth { get; init; }

    /// <summary>First and last state in the network.</summary>
    public int Start { get; set; } = -1;

    public int End { get; set; } = -1;

    /// <summary>Parsed from a whole frame by a public method.</summary>
    public bool IsStart { get; set; }

    /// <summary>The command rule whose file this method goes to, or null: shared.</summary>
    public string? Unit { get; set; }

    /// <summary>The rule as written, for the comment above the method.</summary>
    public string Comment { get; set; } = "";
}
