using MailStore.Generators.Abnf;
using MailStore.Generators.Model;

namespace MailStore.Generators.Tests.Abnf;

public sealed class ComposerTests
{
    private static readonly (string Path, string Text)[] Family =
    [
        ("t/main.abnf", "start = a / b\na = \"A\"\nb = \"B\" n\nn = 1*%x30-39\n;@ type n u32\n;@ command A in Selected\n" + Composed.Main),
        ("t/rfc1.abnf", "; rfc: 1\n; capability: ONE\nstart =/ one\none = \"1\" <n>\n;@ command one\n;@ name one \"1\"=First\n"),
        ("t/rfc2.abnf", "; rfc: 2\n;@ requires rfc3.abnf\nstart =/ two\ntwo = \"2\"\na = \"A\"\n;@ command a in Selected\n"),
        ("t/rfc3.abnf", "start =/ three\nthree = \"3\"\n;@ redefine b\nb = \"BB\" n\n;@ redefine n\nn = 1*3%x30-39\n;@ type n u16\n"),
    ];

    [Fact]
    public void Files_become_one_grammar()
    {
        var composed = Composed.Of(Family);
        Assert.Empty(composed.Reports);
        Assert.Equal(("T", "N"), (composed.Grammar.Name, composed.Grammar.Namespace));
        Assert.Equal(["start"], composed.Grammar.Starts);
        Assert.Equal(["a", "b", "n", "one", "start", "three", "two"], composed.Grammar.Rules.Select(rule => rule.Name));
        Assert.Equal("(a / b / one / three / two)", composed.Body("start"));
    }

    [Fact]
    public void An_extension_stands_behind_the_file_that_it_requires()
    {
        var composed = Composed.Of(
            ("t/a.abnf", ";@ requires z.abnf\nstart =/ \"a\"\n"), ("t/m.abnf", "start = \"m\"\n" + Composed.Main), ("t/z.abnf", "start =/ \"z\"\n"));
        Assert.Equal("(\"m\" / \"z\" / \"a\")", composed.Body("start"));
    }

    [Fact]
    public void A_redefinition_wins_and_extensions_stay()
    {
        var composed = Composed.Of(
            ("t/a.abnf", ";@ redefine start\nstart = \"new\"\n"), ("t/b.abnf", "start = \"old\"\n" + Composed.Main), ("t/c.abnf", "start =/ \"more\"\n"));
        Assert.Empty(composed.Reports);
        Assert.Equal("(\"new\" / \"more\")", composed.Body("start"));
        Assert.Equal("t/a.abnf", composed.Grammar.Rules.Single().File);
    }

    [Fact]
    public void The_same_definition_twice_is_silent()
    {
        var composed = Composed.Of(("t/a.abnf", "start = \"A\" *( b )\nb = %x42\n" + Composed.Main), ("t/b.abnf", "Start = \"a\" *B ; same\n"));
        Assert.Empty(composed.Reports);
        Assert.Equal("Start".ToLowerInvariant(), composed.Grammar.Rules.Single(rule => rule.Name == "start").Spelling);
    }

    [Fact]
    public void Annotations_bring_file_rfc_and_capabilities_with_canonical_rule_names()
    {
        var annotations = Composed.Of(Family).Grammar.Annotations;
        Assert.Equal(
            ["command a in Selected", "type n u16", "command one", "name one \"1\"=First"],
            annotations.Select(kept => kept.Annotation.Verb + " " + string.Join(" ", kept.Annotation.Words)).OrderBy(text => text.Contains("one", StringComparison.Ordinal)).ThenBy(text => text, StringComparer.Ordinal));
        var one = annotations.First(kept => kept.Annotation.Words[0] == "one");
        Assert.Equal(("t/rfc1.abnf", "1", "ONE"), (one.File, one.Rfc, Assert.Single(one.Capabilities)));
    }

    [Fact]
    public void A_rule_name_in_angle_brackets_is_the_rule() => Assert.Equal("(%s\"1\" n)", Composed.Of(Family).Body("one"));

    [Theory]
    [InlineData("u32", "<a number below 4294967296>", "1*%x30-39")]
    [InlineData("counted n", "\"{\" n \"}\" <n octets>", "(%s\"{\" n %s\"}\" *%x00-FF)")]
    public void Prose_of_a_rule_with_a_builtin_meaning_is_replaced(string type, string body, string expected)
    {
        var composed = Composed.OfMain($"start = x n\nn = 1*%x30-39\nx = {body}\n;@ type x {type}\n");
        Assert.Empty(composed.Reports);
        Assert.Equal(expected, composed.Body("x"));
    }

    [Fact]
    public void The_order_in_which_files_arrive_changes_nothing()
    {
        // Faults of every kind among them, so that reports are compared as well.
        (string Path, string Text)[] files =
        [
            .. Family,
            ("t/x1.abnf", "start =/ x1\nx1 = \"(\" x1 \")\" / lost / \"x\" / \"X\"\nn = 2%x30-39\n"),
            ("t/x2.abnf", ";@ redefine two\n;@ requires nowhere.abnf\ntwo = \"2a\"\nodd =/ \"1\"\n;@ type one flag\n;@ type two enum\n"),
            ("t/x3.abnf", ";@ redefine two\ntwo = \"2b\"\nleft = left \"l\" / \"l\"\n;@ type two union\n;@ requires x1.abnf\n"),
        ];
        foreach (var set in (string[][])[[.. Family.Select(file => file.Path)], [.. files.Select(file => file.Path)]])
        {
            var read = files.Where(file => set.Contains(file.Path)).Select(file => AbnfReader.Read(file.Path, file.Text, new(["T"])).Model).ToArray();
            var expected = Composer.Compose("T", read);
            var random = new Random(20261121);
            for (var i = 0; i < 200; i++)
            {
                random.Shuffle(read);
                Assert.Equal(expected, Composer.Compose("T", read));
            }
        }
    }

    [Fact]
    public void A_long_chain_and_a_long_cycle_of_rules_do_not_exhaust_the_stack()
    {
        const int Length = 20_000;
        var chain = string.Concat(Enumerable.Range(0, Length).Select(i => $"r{i} = \"x\" r{i + 1}\n"));
        var composed = Composed.OfMain($"start = r0\n{chain}r{Length} = \"y\" / \"z\" r0\n");
        Assert.Equal(["ABNF0009 t/a.abnf(2,1)"], composed.Places);
    }

    [Fact]
    public void Elements_of_other_files_keep_their_places()
    {
        var choice = Assert.IsType<ChoiceElement>(Composed.Of(Family).Grammar.Rules.Single(rule => rule.Name == "start").Body);
        Assert.Equal(
            ["t/main.abnf", "t/main.abnf", "t/rfc1.abnf", "t/rfc3.abnf", "t/rfc2.abnf"], choice.Alternatives.Select(alternative => alternative.File));
        Assert.All(choice.Alternatives, alternative => Assert.True(alternative.Ordinal >= 0));
    }
}
