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

    [Fact]
    public void Every_rule_printed_and_read_again_is_the_same()
    {
        var count = 0;
        foreach (var (path, text) in Files())
        {
            foreach (var rule in AbnfReader.Read(path, text).Model.Rules)
            {
                var printed = $"{rule.Spelling} {(rule.Extends ? "=/" : "=")} {AbnfText.Of(rule.Body)}\n";
                Assert.Equal(rule, Assert.Single(AbnfReader.Read(path, printed).Model.Rules));
                count++;
            }
        }

        Assert.InRange(count, 500, int.MaxValue);
    }

    [Fact]
    public void A_file_damaged_anywhere_is_read_and_composed_without_an_exception()
    {
        const string Pieces = "()[]<>\"%*/=;#_-.:\\@ \t\r\n01xsAz\u00e9\0";
        var random = new Random(5234);
        foreach (var (path, text) in Files())
        {
            for (var i = 0; i < 40; i++)
            {
                var damaged = text.ToCharArray();
                for (var damage = random.Next(1, 6); damage > 0; damage--)
                {
                    damaged[random.Next(damaged.Length)] = Pieces[random.Next(Pieces.Length)];
                }

                var source = new string(damaged, 0, random.Next(damaged.Length / 2, damaged.Length));
                var file = AbnfReader.Read(path, source);
                Assert.All(file.Faults, fault => Assert.InRange(fault.Place.End, fault.Place.Start, source.Length));
                _ = Composed.Of("T", [file]).Reports;
            }
        }
    }

    private static IEnumerable<(string Path, string Text)> Files() =>
        Directory.EnumerateFiles(Root(), "*.abnf", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => (path, File.ReadAllText(path)));

    private static string Root([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../grammars"));
}
