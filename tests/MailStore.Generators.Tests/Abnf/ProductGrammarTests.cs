using System.Runtime.CompilerServices;
using MailStore.Generators.Abnf;

namespace MailStore.Generators.Tests.Abnf;

/// <summary>The product's own grammars, as files: what stands in grammars/ composes, and says so within a second and not within a build.</summary>
public sealed class ProductGrammarTests
{
    [Theory]
    [InlineData("Message", "message")]
    [InlineData("Smtp", "smtp")]
    [InlineData("Pop3", "pop3")]
    [InlineData("Imap", "imap")]
    public void Grammars_compose_without_a_report(string grammar, string folder)
    {
        var files = new[] { "core", folder }
            .SelectMany(name => Directory.EnumerateFiles(Path.Combine(Root(), name), "*.abnf"))
            .Select(path => AbnfReader.Read(path, File.ReadAllText(path)))
            .ToArray();
        var composed = Composed.Of(grammar, files);
        Assert.All(composed.Reports, report => Assert.StartsWith("ABNF0020", report, StringComparison.Ordinal));
        Assert.NotEmpty(composed.Grammar.Starts);
    }

    private static string Root([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../grammars"));
}
