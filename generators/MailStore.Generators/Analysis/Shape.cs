using MailStore.Generators.Model;

namespace MailStore.Generators.Analysis;

/// <summary>The type of a rule's value, from its <c>;@ type</c> annotation.</summary>
internal sealed class Shape(string rule, ShapeKind kind)
{
    public string Rule { get; } = rule;

    public ShapeKind Kind { get; } = kind;

    public bool IsLazy { get; init; }

    /// <summary>Number: the largest value.</summary>
    public ulong Max { get; init; }

    /// <summary>Number: size in bytes.</summary>
    public int Bytes { get; init; }

    /// <summary>Number: alternatives that stand for a value, text to number.</summary>
    public Dictionary<string, ulong> Constants { get; init; } = [];

    /// <summary>Counted: the rule that holds the count.</summary>
    public string CountRule { get; init; } = "";

    /// <summary>Enum: true once an alternative other than literals was met, so that a value holds its text.</summary>
    public bool HasOther { get; set; }

    public string Pascal { get; } = PascalName.Of(rule);

    /// <summary>C# type of a value stored in place.</summary>
    public string ValueType => Kind switch
    {
        ShapeKind.Token => "W.Slice",
        ShapeKind.Number => Bytes switch { 1 => "byte", 2 => "ushort", 4 => "uint", _ => "ulong" },
        ShapeKind.Str or ShapeKind.Quoted or ShapeKind.Counted => "W.Str",
        ShapeKind.Flag => "bool",
        ShapeKind.Enum when !HasOther => Pascal + "Kind",
        _ => Pascal,
    };

    /// <summary>C# type of a field.</summary>
    public string FieldType => IsLazy ? Pascal + "Lazy" : ValueType;

    public bool HasKinds => Kind is ShapeKind.Enum or ShapeKind.Union;
}
