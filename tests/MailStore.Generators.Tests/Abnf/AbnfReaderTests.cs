using MailStore.Generators.Abnf;
using MailStore.Generators.Model;

namespace MailStore.Generators.Tests.Abnf;

public sealed class AbnfReaderTests
{
    [Theory]
    [InlineData("\"abc\"", "\"abc\"")]
    [InlineData("%i\"aBc\"", "\"aBc\"")]
    [InlineData("%s\"aBc\"", "%s\"aBc\"")]
    [InlineData("%S\"x\" %I\"x\"", "(%s\"x\" \"x\")")]
    [InlineData("\"(1)\"", "%s\"(1)\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\"\" a \"\"", "a")]
    [InlineData("%x41", "%s\"A\"")]
    [InlineData("%X4a", "%s\"J\"")]
    [InlineData("%d13.10", "%x0D.0A")]
    [InlineData("%b1000001.1000010", "%s\"AB\"")]
    [InlineData("%x41-5A", "%x41-5A")]
    [InlineData("%d0-255", "%x00-FF")]
    [InlineData("%b0-11111111", "%x00-FF")]
    [InlineData("%x41-41", "%s\"A\"")]
    [InlineData("%x00000041", "%s\"A\"")]
    [InlineData("<any OCTET>", "<any OCTET>")]
    [InlineData("<a;\"b>", "<a;\"b>")]
    [InlineData("\"a;b\"", "\"a;b\"")]
    public void A_terminal_is_read(string source, string expected) => Assert.Equal(expected, Body(source));

    [Theory]
    [InlineData("*a", "*a")]
    [InlineData("1*a", "1*a")]
    [InlineData("*3a", "*3a")]
    [InlineData("2*3a", "2*3a")]
    [InlineData("3a", "3*3a")]
    [InlineData("1a", "a")]
    [InlineData("1*1a", "a")]
    [InlineData("0a", "\"\"")]
    [InlineData("[a]", "*1a")]
    [InlineData("[ a b ]", "*1(a b)")]
    [InlineData("[*a]", "*a")]
    [InlineData("[*2a]", "*2a")]
    [InlineData("[1*a]", "*1(1*a)")]
    [InlineData("2(a / b)", "2*2(a / b)")]
    [InlineData("2[a]", "2*2(*1a)")]
    [InlineData("*\"x\"", "*\"x\"")]
    [InlineData("1*2%x41-5A", "1*2%x41-5A")]
    public void A_repetition_is_read(string source, string expected) => Assert.Equal(expected, Body(source));

    [Theory]
    [InlineData("a b / c d", "((a b) / (c d))")]
    [InlineData("a (b / c) d", "(a (b / c) d)")]
    [InlineData("a / (b / c)", "(a / b / c)")]
    [InlineData("(a b) c", "(a b c)")]
    [InlineData("((a))", "a")]
    [InlineData("a/b", "(a / b)")]
    [InlineData("Mixed-CASE", "mixed-case")]
    public void Groups_and_alternatives_are_read(string source, string expected) => Assert.Equal(expected, Body(source));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Any_line_end_and_folding_are_read(string end)
    {
        var text = string.Join(end, "; a comment", "one = a /   ; first", "  b", "; between, in the first column", "", "\t/ c", "two=d", "two =/", " e");
        var rules = Clean(text).Rules;
        Assert.Equal(["one", "two", "two"], rules.Select(rule => rule.Name));
        Assert.Equal(["(a / b / c)", "d", "e"], rules.Select(rule => AbnfText.Of(rule.Body)));
        Assert.Equal([false, false, true], rules.Select(rule => rule.Extends));
    }

    [Fact]
    public void A_grammar_may_be_indented_as_a_whole()
    {
        var rules = Clean("   one = a\n     / b\n   two = c\n").Rules;
        Assert.Equal(["(a / b)", "c"], rules.Select(rule => AbnfText.Of(rule.Body)));
    }

    [Fact]
    public void A_rule_keeps_its_spelling_beside_its_canonical_name()
    {
        var rule = Assert.Single(Clean("Ldh-Str = a").Rules);
        Assert.Equal(("ldh-str", "Ldh-Str"), (rule.Name, rule.Spelling));
    }

    [Fact]
    public void The_header_names_rfc_and_capabilities()
    {
        var model = Clean("; rfc: 5256\n; capability: SORT\n; Capability: THREAD=REFERENCES, THREAD=ORDEREDSUBJECT\na = b\n; capability: LATE\n");
        Assert.Equal("5256", model.Rfc);
        Assert.Equal(["SORT", "THREAD=REFERENCES", "THREAD=ORDEREDSUBJECT"], model.Capabilities);
    }

    [Fact]
    public void Annotations_are_split_at_white_space_outside_quotes()
    {
        var model = Clean(";@ type seq-number u32 \"*\"=max\na = b ;@ name a \"x y;z\"=Odd ; why\n;@\n;@requires rfc1.abnf rfc2.abnf\n");
        Assert.Equal(["type", "name", "", "requires"], model.Annotations.Select(annotation => annotation.Verb));
        Assert.Equal(["seq-number", "u32", "\"*\"=max"], model.Annotations[0].Words);
        Assert.Equal(["a", "\"x y;z\"=Odd"], model.Annotations[1].Words);
        Assert.Equal([0, 1, 2, 3], model.Annotations.Select(annotation => annotation.Index));
        Assert.Equal(["rfc1.abnf", "rfc2.abnf"], model.Requires);
    }

    [Theory]
    [InlineData("/anywhere/grammars/imap/rfc6851-move.abnf", "imap/rfc6851-move.abnf")]
    [InlineData("C:\\grammars\\imap\\a.abnf", "imap/a.abnf")]
    [InlineData("a.abnf", "a.abnf")]
    public void The_models_path_is_the_same_on_every_machine(string path, string expected) =>
        Assert.Equal(expected, AbnfReader.Read(path, "").Model.Path);

    [Fact]
    public void Ordinals_count_elements_in_preorder_over_the_file()
    {
        var model = Clean("one = a *(b / \"c\")\ntwo = d\n");
        var sequence = Assert.IsType<SequenceElement>(model.Rules[0].Body);
        var repeat = Assert.IsType<RepeatElement>(sequence.Items[1]);
        var choice = Assert.IsType<ChoiceElement>(repeat.Body);
        Element[] preorder = [sequence, sequence.Items[0], repeat, choice, .. choice.Alternatives, model.Rules[1].Body];
        Assert.Equal(Enumerable.Range(0, preorder.Length), preorder.Select(element => element.Ordinal));
        Assert.All(preorder, element => Assert.Equal("g/t.abnf", element.File));
    }

    [Fact]
    public void Comments_blank_lines_and_line_ends_leave_the_model_equal()
    {
        var plain = Clean("; rfc: 1\none = a *( b / c )\n;@ start one\ntwo = \"x\"\n");
        var moved = Clean("; rfc: 1\r\n\r\n; more\r\none  =  a\r\n   *(b/c) ; why\r\n;@   start   one ; main\r\n\r\ntwo = \"x\"");
        Assert.Equal(plain, moved);
        Assert.Equal(plain.GetHashCode(), moved.GetHashCode());
    }

    [Theory]
    [InlineData("one = a *( b / c )\ntwo = \"x\"\n;@ start two\n")]
    [InlineData("one = a *( b / c )\ntwo = \"y\"\n;@ start one\n")]
    [InlineData("one = a 1*( b / c )\ntwo = \"x\"\n;@ start one\n")]
    [InlineData("one = a *( b / c )\nTwo = \"x\"\n;@ start one\n")]
    [InlineData("one = a *( b / c )\ntwo =/ \"x\"\n;@ start one\n")]
    public void What_matters_makes_the_model_different(string edited) =>
        Assert.NotEqual(Clean("one = a *( b / c )\ntwo = \"x\"\n;@ start one\n"), Clean(edited));

    private static string Body(string source) => AbnfText.Of(Assert.Single(Clean("rule = " + source + "\n").Rules).Body);

    private static FileModel Clean(string text)
    {
        var file = AbnfReader.Read("/x/g/t.abnf", text);
        Assert.Empty(file.Faults);
        return file.Model;
    }
}
