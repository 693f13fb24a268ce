using Xunit;

namespace MailStore.Tidy.Tests.Tree;

/// <summary>How a test says that the repository keeps a rule.</summary>
internal static class House
{
    public static void Keeps(IEnumerable<Violation> violations)
    {
        var lines = violations.Select(violation => violation.ToString()).Distinct(StringComparer.Ordinal).ToArray();
        if (lines.Length > 0)
        {
            Assert.Fail(Environment.NewLine + string.Join(Environment.NewLine, lines));
        }
    }
}
