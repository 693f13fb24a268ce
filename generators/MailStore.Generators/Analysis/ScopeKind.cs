namespace MailStore.Generators.Analysis;

/// <summary>What an emitted struct is for.</summary>
internal enum ScopeKind
{
    /// <summary>The command value: verb, fields outside of commands, overlay of the commands.</summary>
    Header,
    Command,
    Union,
    Struct,

    /// <summary>An enum with its text.</summary>
    Enum,

    /// <summary>The header of a counted literal: internal to the parser.</summary>
    Local,
}
