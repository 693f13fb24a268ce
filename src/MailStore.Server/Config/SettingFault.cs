namespace MailStore.Server.Config;

/// <summary>Something that is wrong with what was set.</summary>
/// <param name="Where">A file with a line, a variable or a flag.</param>
/// <param name="Sentence">What is wrong, and where it is not obvious what to do, that too.</param>
internal sealed record SettingFault(string Where, string Sentence)
{
    public bool IsOfCommandLine => Where.StartsWith("--", StringComparison.Ordinal);

    public override string ToString() => $"{Where}: {Sentence}";
}
