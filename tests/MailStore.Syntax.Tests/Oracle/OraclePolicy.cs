namespace MailStore.Syntax.Tests.Oracle;

/// <summary>
/// Where the dialect itself narrows the language of the bare ABNF. Each is modelled, so that a parser has to agree with the
/// recogniser to the byte, and the difference between two policies can be counted.
/// </summary>
[Flags]
internal enum OraclePolicy
{
    /// <summary>The ABNF and nothing else.</summary>
    Pure = 0,

    /// <summary>Rules of a number type end before the digit that overflows.</summary>
    Ranges = 1,

    /// <summary>In a rule with <c>;@ commit</c> a keyword hides the generic alternative.</summary>
    Commits = 2,

    /// <summary>A rule with <c>;@ depth</c> ends where it would be entered once more than allowed.</summary>
    Depths = 4,

    /// <summary>What generated parsers promise.</summary>
    Parser = Ranges | Commits | Depths,
}
