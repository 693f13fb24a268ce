using Microsoft.CodeAnalysis;

namespace MailStore.Generators.Tests.Pipeline;

/// <summary>Which files make which grammar, and where diagnostics come out.</summary>
public sealed class PipelineTests
{
    private const string Main = "start = \"x\"\n;@ grammar T namespace N\n;@ start start\n";

    [Fact]
    public void A_diagnostic_has_file_line_and_column_as_a_build_prints_them()
    {
        var run = new GeneratorRun(new() { ["a.abnf"] = ("T", "") }).Put("/g/t/a.abnf", "start = lost\n  / \"x\"\n\norphan = \"y\"\n" + Main).Run();
        Assert.Equal(
            ["/g/t/a.abnf(1,9): error ABNF0002", "/g/t/a.abnf(4,1): warning ABNF0006", "/g/t/a.abnf(5,1): error ABNF0003"],
            run.Places);
        var span = run.Result.Diagnostics.Single(found => found.Id == "ABNF0002").Location.GetLineSpan().Span;
        Assert.Equal((8, 12), (span.Start.Character, span.End.Character));
    }

    [Fact]
    public void A_grammar_without_the_metadata_is_an_error_and_other_files_are_none_of_ours()
    {
        var run = new GeneratorRun([]).Put("/g/t/a.abnf", "start = \"x\"\n").Put("/g/t/notes.txt", "start = \"x\"\n").Run();
        Assert.Equal(["/g/t/a.abnf(1,1): error ABNF0016"], run.Places);
        Assert.Contains("CompilerVisibleItemMetadata", run.Result.Diagnostics.Single().GetMessage(), StringComparison.Ordinal);
        Assert.Empty(run.Units);
    }

    [Fact]
    public void A_file_may_serve_several_grammars_and_its_faults_are_said_once()
    {
        var items = new Dictionary<string, (string, string)> { ["core.abnf"] = ("T, U", ""), ["t.abnf"] = ("T", ""), ["u.abnf"] = ("U", "") };
        var run = new GeneratorRun(items)
            .Put("/g/core.abnf", "one = lost\ntwo = %x100\n")
            .Put("/g/t.abnf", Main)
            .Put("/g/u.abnf", Main.Replace(" T ", " U ", StringComparison.Ordinal))
            .Run();
        Assert.Equal(["/g/core.abnf(1,7): error ABNF0002", "/g/core.abnf(2,9): error ABNF0001"], run.Places);
    }

    [Fact]
    public void A_grammar_that_is_only_dispatched_says_its_errors_and_leaves_warnings_to_the_maker_of_its_parsers()
    {
        var run = new GeneratorRun(new() { ["a.abnf"] = ("T", "Dispatch") }).Put("/g/t/a.abnf", Main + "orphan = \"y\"\n").Run();
        Assert.Empty(run.Places);
        run.Put("/g/t/a.abnf", Main + "orphan = lost\n").Run();
        Assert.Equal(["/g/t/a.abnf(4,10): error ABNF0002"], run.Places);
        Assert.Empty(run.Units);
    }

    [Fact]
    public void A_word_of_the_metadata_that_means_nothing_is_an_error()
    {
        var run = new GeneratorRun(new() { ["a.abnf"] = ("T", "Parser") }).Put("/g/t/a.abnf", "\n" + Main).Run();
        Assert.Equal(["/g/t/a.abnf(1,1): error ABNF0016"], run.Places);
    }

    [Fact]
    public void Nothing_is_emitted_of_a_grammar_with_an_error()
    {
        var run = new GeneratorRun(new() { ["a.abnf"] = ("T", "") }).Put("/g/t/a.abnf", Main + "more = \"y\"\nstart =/ more lost\n").Run();
        Assert.Equal(["/g/t/a.abnf(5,15): error ABNF0002"], run.Places);
        Assert.Empty(run.Units);
    }

    [Fact]
    public void Diagnostics_move_with_comments_although_models_do_not()
    {
        var run = new GeneratorRun(new() { ["a.abnf"] = ("T", "") }).Put("/g/t/a.abnf", Main + "orphan = \"y\"\n").Run();
        Assert.Equal(["/g/t/a.abnf(4,1): warning ABNF0006"], run.Places);
        run.Put("/g/t/a.abnf", "; a comment\n\n" + Main + "orphan = \"y\"\n").Run();
        Assert.Equal(["/g/t/a.abnf(6,1): warning ABNF0006"], run.Places);
        Assert.All(run.Result.TrackedSteps["File"].SelectMany(step => step.Outputs), output => Assert.Equal(IncrementalStepRunReason.Unchanged, output.Reason));
    }
}
