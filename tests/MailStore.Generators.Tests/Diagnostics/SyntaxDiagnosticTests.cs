using MailStore.Generators.Abnf;

namespace MailStore.Generators.Tests.Diagnostics;

/// <summary>ABNF0001 and ABNF0010: what the reader finds, with exact places.</summary>
public sealed class SyntaxDiagnosticTests
{
    [Theory]
    [InlineData("%x100", 5, 3)]
    [InlineData("%d256", 5, 3)]
    [InlineData("%b100000000", 5, 9)]
    [InlineData("%x99999999999999", 5, 14)]
    [InlineData("b %x0D.100", 10, 3)]
    [InlineData("%x41-30", 3, 7)]
    [InlineData("%x41-100", 8, 3)]
    [InlineData("%x", 5, 0)]
    [InlineData("%xg", 5, 1)]
    [InlineData("%x41-", 8, 0)]
    [InlineData("%x41.", 8, 0)]
    [InlineData("%x41-42-43", 10, 1)]
    [InlineData("%x41-42.43", 10, 1)]
    [InlineData("%x41.42-43", 10, 1)]
    [InlineData("%o17", 4, 1)]
    [InlineData("%s", 5, 0)]
    [InlineData("%i x", 5, 1)]
    [InlineData("5*2x", 3, 3)]
    [InlineData("b 5*2x", 5, 3)]
    [InlineData("70000x", 3, 5)]
    [InlineData("* x", 4, 1)]
    [InlineData("*", 4, 0)]
    [InlineData("\"abc", 3, 4)]
    [InlineData("%s\"abc", 5, 4)]
    [InlineData("\"a\u00e9\"", 5, 1)]
    [InlineData("\"a\tb\"", 5, 1)]
    [InlineData("<abc", 3, 4)]
    [InlineData("(a b", 3, 1)]
    [InlineData("[a / (b]", 10, 1)]
    [InlineData("(a]", 5, 1)]
    [InlineData("a)", 4, 1)]
    [InlineData("a / / b", 7, 1)]
    [InlineData(" / b", 4, 1)]
    [InlineData("a /", 6, 0)]
    [InlineData("()", 4, 1)]
    [InlineData("", 3, 0)]
    [InlineData("a | b", 5, 1)]
    [InlineData("'a'", 3, 1)]
    [InlineData("a, b", 4, 1)]
    [InlineData("a\"b\"", 4, 1)]
    [InlineData("a\n  b = c", 5, 1, 1)]
    [InlineData("a\n\n  ; comment\n  b \u00e9", 5, 1, 3)]
    public void A_syntax_fault_has_its_exact_place(string body, int column, int length, int linesDown = 0)
    {
        var file = AbnfReader.Read("t/a.abnf", "x = y\na=" + body + "\nz = y\n");
        var fault = Assert.Single(file.Faults);
        var position = file.Positions.PositionOf(fault.Place.Start);
        Assert.Equal(("ABNF0001", 2 + linesDown, column, length), (fault.Id, position.Line + 1, position.Character + 1, fault.Place.Length));
    }

    [Theory]
    [InlineData("= a", 1)]
    [InlineData("1a = a", 1)]
    [InlineData("-a = a", 1)]
    [InlineData("\"a\" = a", 1)]
    [InlineData("a", 2)]
    [InlineData("a b = c", 3)]
    [InlineData("a : b", 3, "ABNF0010")]
    [InlineData("a ::= b", 3, "ABNF0010")]
    [InlineData("a_b = c", 1, "ABNF0010")]
    [InlineData("a = b_c", 5, "ABNF0010")]
    [InlineData("a = b 1#c", 7, "ABNF0010")]
    [InlineData("a = #c", 5, "ABNF0010")]
    [InlineData("a = 1#2c", 5, "ABNF0010")]
    public void What_begins_no_rule_is_reported_where_it_stands(string line, int column, string id = "ABNF0001")
    {
        var file = AbnfReader.Read("t/a.abnf", "\n" + line);
        var fault = Assert.Single(file.Faults);
        var position = file.Positions.PositionOf(fault.Place.Start);
        Assert.Equal((id, 2, column), (fault.Id, position.Line + 1, position.Character + 1));
    }

    [Fact]
    public void Rfc_822_notation_comes_with_its_remedy()
    {
        var faults = AbnfReader.Read("t/a.abnf", "a_b ::= 1#c\n").Faults;
        Assert.Equal(["ABNF0010", "ABNF0010", "ABNF0010"], faults.Select(fault => fault.Id));
        Assert.Contains("'a-b'", faults[0].Message, StringComparison.Ordinal);
        Assert.Contains("'='", faults[1].Message, StringComparison.Ordinal);
        Assert.Contains("*(\",\" x)", faults[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_bad_rule_does_not_hide_the_faults_of_the_next()
    {
        var composed = Abnf.Composed.OfMain("start = \"x\nb = %x100\nc = missing\nd = start b c\n");
        Assert.Equal(
            ["ABNF0001 t/a.abnf(1,9)", "ABNF0001 t/a.abnf(2,7)", "ABNF0002 t/a.abnf(3,5)"], composed.Places);
        Assert.Null(composed.Result.Grammar);
    }

    [Fact]
    public void An_unclosed_word_of_an_annotation_is_a_syntax_fault()
    {
        var composed = Abnf.Composed.OfMain("start = \"x\"\n  ;@ name start \"x=Y\n");
        Assert.Equal(["ABNF0001 t/a.abnf(2,17)"], composed.Places);
    }

    [Fact]
    public void Nesting_is_bounded_so_that_the_compiler_survives_any_file()
    {
        var text = "a = " + new string('(', 100_000) + "b" + new string(')', 100_000) + "\n";
        var fault = Assert.Single(AbnfReader.Read("t/a.abnf", text).Faults);
        Assert.Equal(("ABNF0001", 4 + 128), (fault.Id, fault.Place.Start));
    }

    [Fact]
    public void Columns_are_the_same_with_any_line_end()
    {
        foreach (var end in (string[])["\n", "\r\n", "\r"])
        {
            var file = AbnfReader.Read("t/a.abnf", $"a = b{end}{end}c = d{end}  %x100{end}");
            var fault = Assert.Single(file.Faults);
            var position = file.Positions.PositionOf(fault.Place.Start);
            Assert.Equal((3, 4), (position.Line, position.Character));
        }
    }
}
