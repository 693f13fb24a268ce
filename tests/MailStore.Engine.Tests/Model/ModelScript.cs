namespace MailStore.Engine.Tests.Model;

/// <summary>Scripts as text, to be printed by a failure and pasted into a test.</summary>
internal static class ModelScript
{
    public const string Indent = "            ";

    public static string Print(IEnumerable<Step> steps) => string.Join('\n', steps.Select(step => Indent + step));

    public static IReadOnlyList<Step> Parse(string text) =>
        [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Step.Parse)];
}
