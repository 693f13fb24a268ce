using MailStore.Generators.Model;

namespace MailStore.Generators.Bind;

/// <summary>A command rule, and the <c>;@ command</c> that makes it one.</summary>
internal sealed record CommandRow(string Rule, string Spelling, string Rfc, string File, int Annotation)
{
    /// <summary>Its verb, and the field of the command value with its operands.</summary>
    public string Name => PascalName.Of(Rule);
}
