using MailStore.Generators.Tests.Abnf;

namespace MailStore.Generators.Tests.Diagnostics;

/// <summary>ABNF0002 to ABNF0009, ABNF0016 and ABNF0020: what composition finds, with exact places.</summary>
public sealed class ComposerDiagnosticTests
{
    [Fact]
    public void ABNF0002_stands_at_each_undefined_reference_and_names_the_nearest()
    {
        var composed = Composed.OfMain("start = *sequence-set\n        mailbox\nsequence-sett = start mailbox\n");
        Assert.Equal(
            ["ABNF0002 t/a.abnf(1,10)", "ABNF0002 t/a.abnf(2,9)", "ABNF0002 t/a.abnf(3,23)"],
            composed.Places.Where(place => place.StartsWith("ABNF0002", StringComparison.Ordinal)));
        Assert.EndsWith("'sequence-set' is not defined. Did you mean 'sequence-sett'?", composed.Reports[0], StringComparison.Ordinal);
        Assert.EndsWith("'mailbox' is not defined.", composed.Reports[1], StringComparison.Ordinal);
    }

    [Fact]
    public void ABNF0002_of_a_core_rule_says_that_the_core_grammar_is_missing()
    {
        var composed = Composed.OfMain("start = 1*DIGIT\n");
        Assert.Equal(["ABNF0002 t/a.abnf(1,11)"], composed.Places);
        Assert.Contains("core grammar", composed.Reports[0], StringComparison.Ordinal);
    }

    [Fact]
    public void ABNF0003_stands_at_the_later_of_two_definitions()
    {
        var composed = Composed.Of(("t/b.abnf", "\n a = \"2\"\n"), ("t/a.abnf", "start = a\na = \"1\"\n" + Composed.Main));
        Assert.Equal(["ABNF0003 t/b.abnf(2,2)"], composed.Places);
        Assert.Contains("'t/a.abnf'", composed.Reports[0], StringComparison.Ordinal);
    }

    [Fact]
    public void ABNF0003_stands_at_the_second_definition_within_a_file()
    {
        var composed = Composed.OfMain("start = a\na = \"1\"\na = \"2\"\n");
        Assert.Equal(["ABNF0003 t/a.abnf(3,1)"], composed.Places);
    }

    [Fact]
    public void ABNF0003_asks_for_an_order_between_two_redefinitions()
    {
        (string, string) main = ("t/a.abnf", "start = x\nx = \"1\"\n" + Composed.Main);
        (string, string) first = ("t/b.abnf", ";@ redefine x\nx = \"2\"\n");
        var composed = Composed.Of(main, first, ("t/c.abnf", ";@ redefine x\nx = \"3\"\n"));
        Assert.Equal(["ABNF0003 t/c.abnf(2,1)"], composed.Places);

        var ordered = Composed.Of(main, first, ("t/c.abnf", ";@ redefine x\n;@ requires b.abnf\nx = \"3\"\n"));
        Assert.Empty(ordered.Reports);
        Assert.Equal("%s\"3\"", ordered.Body("x"));
    }

    [Fact]
    public void ABNF0003_says_that_two_files_have_one_name()
    {
        var composed = Composed.Of(("x/t/a.abnf", "start = \"1\"\n" + Composed.Main), ("y/t/a.abnf", "b = \"2\"\n"));
        Assert.Equal(["ABNF0003 t/a.abnf(1,1)"], composed.Places);
    }

    [Fact]
    public void ABNF0004_stands_at_the_extension_without_a_base()
    {
        var composed = Composed.OfMain("start = a\na =/ \"1\"\n");
        Assert.Equal(["ABNF0004 t/a.abnf(2,1)"], composed.Places);
    }

    [Fact]
    public void ABNF0005_stands_at_the_prose()
    {
        var composed = Composed.OfMain("start = a /\n  <any character but \"x\">\na = \"1\"\n");
        Assert.Equal(["ABNF0005 t/a.abnf(2,3)"], composed.Places);
    }

    [Fact]
    public void ABNF0006_stands_at_the_root_of_what_nothing_reaches()
    {
        var composed = Composed.OfMain("start = \"1\"\norphan = child\nchild = \"2\" [\"(\" child \")\"]\nring-a = \"3\" [ring-b]\nring-b = \"4\" [ring-a]\n;@ depth child 2\n;@ depth ring-a 2\n");
        Assert.Equal(["ABNF0006 t/a.abnf(2,1)", "ABNF0006 t/a.abnf(4,1)"], composed.Places);
        Assert.NotNull(composed.Result.Grammar);
    }

    [Fact]
    public void ABNF0006_spares_the_core_and_files_that_serve_other_grammars()
    {
        var shared = Generators.Abnf.AbnfReader.Read("t/shared.abnf", "unused = \"2\"\n", new(["Other", "T"]));
        var core = Generators.Abnf.AbnfReader.Read("grammars/core/rfc5234.abnf", "unused-too = \"3\"\n", new(["T"]));
        var main = Generators.Abnf.AbnfReader.Read("t/a.abnf", "start = \"1\"\n" + Composed.Main, new(["T"]));
        Assert.Empty(Composed.Of(shared, core, main).Reports);
    }

    [Fact]
    public void ABNF0007_stands_at_the_reference_and_prints_the_cycle()
    {
        var composed = Composed.OfMain("start = list\nlist = [\" \"] item / \"x\"\nitem = *\"y\" (\"z\" / list \"w\")\n");
        Assert.Equal(["ABNF0007 t/a.abnf(3,20)"], composed.Places);
        Assert.Contains("item -> list -> item", composed.Reports[0], StringComparison.Ordinal);
    }

    [Fact]
    public void ABNF0007_is_not_reported_of_recursion_behind_a_byte()
    {
        var composed = Composed.OfMain("start = \"(\" start \")\" / \"x\"\n;@ depth start 8\n");
        Assert.Empty(composed.Reports);
    }

    [Fact]
    public void ABNF0008_stands_at_the_repetition()
    {
        var composed = Composed.OfMain("start = \"1\" 1*( a / \"2\" )\na = [\"3\"] *b\nb = \"4\" / \"\"\n");
        Assert.Equal(["ABNF0008 t/a.abnf(1,13)", "ABNF0008 t/a.abnf(2,11)"], composed.Places);
    }

    [Fact]
    public void ABNF0009_stands_at_a_rule_of_the_cycle()
    {
        var composed = Composed.OfMain("start = key\nkey = \"(\" b-key \")\" / \"x\"\nb-key = \"NOT\" key\n");
        Assert.Equal(["ABNF0009 t/a.abnf(3,1)"], composed.Places);
        Assert.Contains("b-key -> key -> b-key", composed.Reports[0], StringComparison.Ordinal);
        Assert.Empty(Composed.OfMain("start = key\nkey = \"(\" b-key \")\" / \"x\"\nb-key = \"NOT\" key\n;@ depth KEY 4\n").Reports);
    }

    [Theory]
    [InlineData(";@ typ start token", "'typ' is no annotation. Did you mean 'type'?")]
    [InlineData(";@", "'' is no annotation.")]
    [InlineData(";@ type start int", "'int' is no type. Types are token, u8, u16, u32, u63, u64, str, quoted, counted, flag, enum, union, struct.")]
    [InlineData(";@ type start tokn", "'tokn' is no type. Did you mean 'token'?")]
    [InlineData(";@ type strat token", "No rule is called 'strat'. Did you mean 'start'?")]
    [InlineData(";@ type start", "Words are missing: write ';@ type RULE TYPE'.")]
    [InlineData(";@ type start counted", "This is not understood: write ';@ type RULE counted N-RULE'.")]
    [InlineData(";@ type start counted nothing", "No rule is called 'nothing'.")]
    [InlineData(";@ command start Selected", "This is not understood: write ';@ command RULE [in STATE...]'.")]
    [InlineData(";@ command nothing", "No rule is called 'nothing'.")]
    [InlineData(";@ start start nothing", "No rule is called 'nothing'.")]
    [InlineData(";@ depth start 0", "This is not understood: write ';@ depth RULE N'.")]
    [InlineData(";@ depth start many", "This is not understood: write ';@ depth RULE N'.")]
    [InlineData(";@ commit nothing", "No rule is called 'nothing'.")]
    [InlineData(";@ prefer nothing x", "No rule is called 'nothing'.")]
    [InlineData(";@ stream nothing", "No rule is called 'nothing'.")]
    [InlineData(";@ dialogue nothing", "No rule is called 'nothing'.")]
    [InlineData(";@ redefine nothing", "No rule is called 'nothing'.")]
    [InlineData(";@ requires b.abnf", "No file of the grammar is called 'b.abnf'. Did you mean 'a.abnf'?")]
    [InlineData(";@ grammar T M", "Words are missing: write ';@ grammar NAME namespace NS'.")]
    [InlineData(";@ requires a.abnf", "'t/a.abnf' requires itself, through: a.abnf.")]
    public void ABNF0016_stands_at_the_annotation(string annotation, string message) =>
        Assert.Equal(["ABNF0016 t/a.abnf(2,3): " + message], Composed.OfMain("start = \"1\"\n  " + annotation + "\n").Reports);

    [Fact]
    public void ABNF0016_says_that_a_redefined_rule_is_not_in_the_file()
    {
        var composed = Composed.Of(("t/a.abnf", "start = \"1\"\n" + Composed.Main), ("t/b.abnf", ";@ redefine start\n"));
        Assert.Equal(["ABNF0016 t/b.abnf(1,1)"], composed.Places);
    }

    [Fact]
    public void ABNF0016_says_that_two_annotations_of_a_rule_contradict()
    {
        var composed = Composed.Of(
            ("t/a.abnf", "start = 1*%x30-39\n;@ type start token\n" + Composed.Main), ("t/b.abnf", ";@ type start token\n;@ type start u32\n"));
        Assert.Equal(["ABNF0016 t/b.abnf(2,1)"], composed.Places);
    }

    [Fact]
    public void ABNF0016_says_that_a_grammar_has_no_name_and_no_start()
    {
        Assert.Equal(["ABNF0016 t/a.abnf(1,1)"], Composed.Of(("t/a.abnf", "start = \"1\"\n;@ start start\n")).Places);
        Assert.Equal(["ABNF0016 t/a.abnf(1,1)"], Composed.Of(("t/a.abnf", "start = \"1\"\n;@ grammar T namespace N\n")).Places);
        Assert.Equal(["ABNF0016 t/b.abnf(1,2)"], Composed.Of(("t/a.abnf", "start = \"1\"\n" + Composed.Main), ("t/b.abnf", " ;@ grammar T namespace M")).Places);
    }

    [Fact]
    public void ABNF0020_stands_at_the_duplicate_that_is_dropped()
    {
        var composed = Composed.Of(
            ("t/b.abnf", "start =/ \"C\" /\n \"a\"\n"), ("t/a.abnf", "start = \"A\" / \"b\" 2(\"x\" / \"X\")\n" + Composed.Main));
        Assert.Equal(["ABNF0020 t/a.abnf(1,27)", "ABNF0020 t/b.abnf(2,2)"], composed.Places);
        Assert.Equal("(\"A\" / (\"b\" 2*2\"x\") / \"C\")", composed.Body("start"));
    }
}
