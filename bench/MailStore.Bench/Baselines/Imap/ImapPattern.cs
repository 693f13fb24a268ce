namespace MailStore.Bench.Baselines.Imap;

/// <summary>What the expressions for IMAP are made of.</summary>
internal static class ImapPattern
{
    public const string Tag = """([^\s(){%*"\\+]+)""";
    public const string Set = """([0-9:*,]+)""";
    public const string Quoted = """(?:"(?:[^"\\]|\\["\\])*")""";
    public const string AString = $$"""({{Quoted}}|[^\s(){%*"\\]+)""";
    public const string Pattern = $$"""({{Quoted}}|[^\s(){"\\]+)""";
    public const string Flag = """(\\?[^\s(){%*"\\\]]+)""";

    /// <summary>Words of a list, one level of parentheses among them, each a capture.</summary>
    public const string Options = """(?:([^\s()"]+|\([^()]*\))(?: |(?=\))))+""";
}
