namespace MailStore.Wire.Parsing;

/// <summary>
/// Binds a static class to a command rule of a grammar: its <c>HandleAsync(command, session)</c>, or <c>HandleAsync(session)</c>
/// where the command has no fields, is called directly by the generated dispatch.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CommandHandlerAttribute(string rule) : Attribute
{
    /// <summary>The rule that <c>;@ command</c> names.</summary>
    public string Rule { get; } = rule;

    /// <summary>The grammar, where more than one in the project has such a command.</summary>
    public string? Grammar { get; init; }
}
