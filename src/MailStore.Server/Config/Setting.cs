namespace MailStore.Server.Config;

/// <summary>One thing that can be set: in the file, by a variable, by a flag, all under the same name.</summary>
internal sealed record Setting(string Name, string Section, ValueForm Form, string Meaning)
{
    /// <summary>What holds if nobody says anything; none for what is then not used.</summary>
    public IReadOnlyList<string> Default { get; init; } = [];

    /// <summary>Any number of values. In the file they stand in brackets, in a variable between semicolons, and a flag is repeated.</summary>
    public bool IsList { get; init; }

    /// <summary>A running server can take a new value.</summary>
    public bool IsReloadable { get; init; }

    /// <summary>Holds a password: never shown.</summary>
    public bool IsSecret { get; init; }

    public string Flag => "--" + Name;

    public string Variable => VariablePrefix + Name.ToUpperInvariant().Replace('-', '_');

    public const string VariablePrefix = "MAILSTORE_";

    /// <summary>Null if the value is right; otherwise a sentence, which does not repeat what may be a password.</summary>
    public string? FaultOf(string text)
    {
        if (Form.IsGood(text))
        {
            return null;
        }

        return IsSecret ? $"{Name} needs {Form.Sign}." : $"'{text}' {Form.Objection}.";
    }
}
