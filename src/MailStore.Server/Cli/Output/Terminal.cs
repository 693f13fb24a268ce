namespace MailStore.Server.Cli.Output;

/// <summary>Where a command reads and writes. It is handed in, so that tests read what a person would.</summary>
/// <param name="Input">Standard input, as octets.</param>
/// <param name="Output">What was asked for.</param>
/// <param name="Error">What went wrong, and how far a long command has come.</param>
/// <param name="IsInteractive">Whether a person is watching the error output: then progress is a bar, and otherwise a line now and then.</param>
internal sealed record Terminal(Stream Input, TextWriter Output, TextWriter Error, bool IsInteractive)
{
    /// <summary>Of the environment.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}
