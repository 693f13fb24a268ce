using MailStore.Bench.Checkout;
using MailStore.Bench.Gates;
using MailStore.Bench.Generation;
using Xunit;

namespace MailStore.Bench.Tests.Gates;

public sealed class GeneratorGateTests
{
    [Fact]
    public void The_gate_runs_the_generator_over_every_grammar_file()
    {
        using var output = new StringWriter();

        new GeneratorGate(output).Run(warmRuns: 1, withBuild: false);

        var files = Directory.EnumerateFiles(Path.Combine(SourceTree.Root(), "grammars"), "*.abnf", SearchOption.AllDirectories).Count();
        Assert.Contains($"{files} grammar files", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("cold, in this process", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_the_core_belongs_to_every_grammar()
    {
        var grammars = GeneratorRun.GrammarsOf(SourceTree.Root());

        Assert.Equal("Message, Smtp, Pop3, Imap", Assert.Single(grammars, text => text.Path.EndsWith("core/rfc5234.abnf", StringComparison.Ordinal)).Grammars);
        Assert.Equal("Imap", Assert.Single(grammars, text => text.Path.EndsWith("imap/rfc9051.abnf", StringComparison.Ordinal)).Grammars);
    }

    [Fact]
    public void A_grammar_that_is_wrong_is_reported_as_an_error()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("mailstore-bench-").FullName, "wrong.abnf");
        File.WriteAllText(path, "a = undefined-rule\r\n");

        Assert.NotEmpty(GeneratorRun.Over([new(path, "Wrong")]).Errors);
    }

    [Fact]
    public void The_seconds_of_a_generator_are_found_in_the_compilers_report()
    {
        const string report = """
             Total generator execution time: 1.194 seconds.
             Time (s)    %   Generator
                0.492   41   MailStore.Generators, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null
                0.491   41      MailStore.Generators.AbnfGenerator
               <0.001   <1      Some.Other.Generator
            """;

        Assert.Equal(0.491, CompilerReport.SecondsIn("MailStore.Generators.AbnfGenerator", report));
        Assert.Equal(0.001, CompilerReport.SecondsIn("Some.Other.Generator", report));
        Assert.Null(CompilerReport.SecondsIn("Missing.Generator", report));
    }
}
