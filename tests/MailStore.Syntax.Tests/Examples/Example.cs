namespace MailStore.Syntax.Tests.Examples;

/// <summary>One line of an example file.</summary>
/// <param name="Grammar">Which grammar it is for.</param>
/// <param name="Start">The rule that it is a text of.</param>
/// <param name="Source">RFC and section, as the file has it.</param>
/// <param name="Refusal">Why a parser refuses it; null if it has to accept it.</param>
internal sealed record Example(string Grammar, string Start, string Source, byte[] Text, string? Refusal)
{
    /// <summary>Refused by the ABNF itself, not by a number's range, a committed keyword or a depth.</summary>
    public const string BySyntax = "syntax";

    public const string ByOverflow = "overflow";

    public const string ByCommit = "commit";

    public const string ByDepth = "depth";
}
