namespace MailStore.Tidy.Tests.Tree;

/// <summary>What is wrong, where, and what to do about it. <paramref name="Line"/> 0 means the whole file.</summary>
internal sealed record Violation(string Path, int Line, string Problem, string Remedy)
{
    public override string ToString() => $"{Path}{(Line > 0 ? $":{Line}" : "")}: {Problem}. Remedy: {Remedy}.";
}
