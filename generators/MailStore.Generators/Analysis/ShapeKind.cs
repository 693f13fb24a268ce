namespace MailStore.Generators.Analysis;

/// <summary>What a value of a rule is. <see cref="Transparent"/>: nothing of its own.</summary>
internal enum ShapeKind
{
    Transparent,
    Token,
    Number,
    Str,
    Quoted,
    Counted,
    Flag,
    Enum,
    Union,
    Struct,
}
