using MailStore.Generators.Emit;
using MailStore.Generators.Pipeline;
using Microsoft.CodeAnalysis;

namespace MailStore.Generators.Tests.Pipeline;

/// <summary>
/// What an edit costs. A step that runs again for nothing is paid by everybody who types in an editor: five kinds of edit, and
/// what each of them may touch.
/// </summary>
public sealed class CacheabilityTests
{
    private const string Main = """
        ;@ grammar T namespace N
        ;@ start line
        ;@ type name token
        ;@ type level token
        ;@ command noop
        line = command %x0D.0A
        command = noop
        noop = "NOOP" [" " level]
        name = 1*%x61-7A
        level = 1*%x30-39

        """;

    private const string Move = "; rfc: 1\n;@ command move\ncommand =/ move\nmove = \"MOVE \" name \":\" [\":\" level]\n";
    private const string Copy = "; rfc: 2\n;@ command copy\ncommand =/ copy\ncopy = \"COPY \" name\n";
    private const string Append = "; rfc: 3\n;@ command append\ncommand =/ append\nappend = \"APPEND \" name\n";

    private static readonly string[] SharedUnits = ["T.Parser.g.cs", "T.Shared.g.cs", "T.Types.g.cs", "T.Words.g.cs"];

    [Fact]
    public void An_edit_of_csharp_leaves_every_step_cached()
    {
        var run = Start().PutSource("class Other;").Run();
        Assert.Equal(["t/copy.abnf", "t/main.abnf", "t/move.abnf"], Files(run).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["T.Copy.g.cs", "T.Move.g.cs", "T.Noop.g.cs"], Units(run).Keys.Except(SharedUnits, StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(
            Files(run).Concat(Grammars(run)).Concat(Units(run)), step => Assert.Equal((step.Key, IncrementalStepRunReason.Cached), (step.Key, step.Value)));
        Assert.All(
            run.Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void An_edit_of_comments_and_blank_lines_leaves_the_file_unchanged_and_the_rest_cached()
    {
        var run = Start().Put("/g/t/move.abnf", "; rfc: 1\n\n; more words\n" + Move.Replace("= \"MOVE", "=  ; why\n \"MOVE", StringComparison.Ordinal)).Run();
        Assert.Equal(IncrementalStepRunReason.Unchanged, Files(run)["t/move.abnf"]);
        Assert.Equal([IncrementalStepRunReason.Cached], Files(run).Where(file => file.Key != "t/move.abnf").Select(file => file.Value).Distinct());
        Assert.Equal([IncrementalStepRunReason.Cached], Grammars(run).Values);
        Assert.Equal([IncrementalStepRunReason.Cached], Units(run).Values.Distinct());
    }

    [Fact]
    public void An_edit_of_one_rule_modifies_the_unit_of_its_command_alone()
    {
        var run = Start().Put("/g/t/move.abnf", Move.Replace("[\":\" level]", "[level]", StringComparison.Ordinal)).Run();
        Assert.Equal(IncrementalStepRunReason.Modified, Files(run)["t/move.abnf"]);
        Assert.Equal([IncrementalStepRunReason.Modified], Grammars(run).Values);
        Assert.Equal(["T.Move.g.cs"], Touched(run));
    }

    [Fact]
    public void A_new_word_of_a_rule_modifies_the_list_of_words_as_well()
    {
        // Words and automata have names that all units share; a command's keyword would also touch the choice between commands.
        var run = Start().Put("/g/t/move.abnf", Move.Replace("\":\"", "\"!\"", StringComparison.Ordinal)).Run();
        Assert.Equal(["T.Move.g.cs", "T.Words.g.cs"], Touched(run));
    }

    [Fact]
    public void A_dropped_file_takes_its_unit_along_and_leaves_those_of_other_files()
    {
        var run = Start().Drop("/g/t/copy.abnf").Run();
        Assert.Equal(IncrementalStepRunReason.Removed, Files(run)["t/copy.abnf"]);
        Assert.Equal(IncrementalStepRunReason.Removed, Units(run)["T.Copy.g.cs"]);
        Assert.Equal(["T.Copy.g.cs"], Touched(run).Except(SharedUnits, StringComparer.Ordinal));
        Assert.DoesNotContain("T.Copy.g.cs", run.Units);
    }

    [Fact]
    public void An_added_file_brings_one_new_unit_and_leaves_those_of_other_files()
    {
        // Its name and its command sort before all others: what is first must not push the others on.
        var run = Start().Put("/g/t/append.abnf", Append).Run();
        Assert.Equal(IncrementalStepRunReason.New, Files(run)["t/append.abnf"]);
        Assert.Equal([IncrementalStepRunReason.Cached], Files(run).Where(file => file.Key != "t/append.abnf").Select(file => file.Value).Distinct());
        Assert.Equal(IncrementalStepRunReason.New, Units(run)["T.Append.g.cs"]);
        Assert.Equal(["T.Append.g.cs"], Touched(run).Except(SharedUnits, StringComparer.Ordinal));
    }

    [Fact]
    public void An_edit_of_one_grammar_leaves_the_other_alone()
    {
        var run = new GeneratorRun(new() { [".abnf"] = ("T", ""), [".other"] = ("U", "") })
            .Put("/g/t/main.abnf", Main)
            .Put("/g/u/u.other", Main.Replace("grammar T namespace N", "grammar U namespace M", StringComparison.Ordinal))
            .Run();
        run.Put("/g/t/main.abnf", Main.Replace("NOOP", "NOP", StringComparison.Ordinal)).Run();
        Assert.Equal((IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached), (Grammars(run)["T"], Grammars(run)["U"]));
        Assert.NotEmpty(Touched(run));
        Assert.All(Touched(run), unit => Assert.StartsWith("T.", unit, StringComparison.Ordinal));
    }

    private static GeneratorRun Start()
    {
        var run = new GeneratorRun(new() { [".abnf"] = ("T", "") }, "class Program;")
            .Put("/g/t/main.abnf", Main)
            .Put("/g/t/move.abnf", Move)
            .Put("/g/t/copy.abnf", Copy)
            .Run();
        Assert.Empty(run.Places);
        return run;
    }

    private static Dictionary<string, IncrementalStepRunReason> Files(GeneratorRun run) =>
        run.Reasons(AbnfGenerator.FileStep, value => ((GrammarSource)value).Model.Path);

    private static Dictionary<string, IncrementalStepRunReason> Grammars(GeneratorRun run) =>
        run.Reasons(AbnfGenerator.GrammarStep, value => ((ComposedGrammar)value).Source.Name);

    private static Dictionary<string, IncrementalStepRunReason> Units(GeneratorRun run) =>
        run.Reasons(AbnfGenerator.UnitStep, value => ((EmitUnit)value).HintName);

    /// <summary>Units that are neither as before nor untouched.</summary>
    private static IEnumerable<string> Touched(GeneratorRun run) => Units(run)
        .Where(unit => unit.Value is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged))
        .Select(unit => unit.Key)
        .Order(StringComparer.Ordinal);
}
