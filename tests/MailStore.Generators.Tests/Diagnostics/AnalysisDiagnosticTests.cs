using MailStore.Generators.Tests.Emit;

namespace MailStore.Generators.Tests.Diagnostics;

/// <summary>ABNF0014, 0015, 0016, 0018 and 0019: what a rule's type, stream or size does not allow, with exact places.</summary>
public sealed class AnalysisDiagnosticTests
{
    private const string CountedForm =
        "A counted rule has a header with a number of its own type and ends with the octets: literal = \"{\" number64 \"}\" CRLF *CHAR8.";

    private const string Untyped = "The recursive rule 'nest' captures 'word' and has no type; make it a struct or a union.";

    [Theory]
    [InlineData(6, 11, ";@ type number u32", "\"{\" number \"}\"")]
    [InlineData(6, 11, ";@ type number token", "\"{\" number \"}\" CRLF *CHAR8")]
    public void ABNF0014_stands_at_what_a_counted_rule_is_made_of(int line, int column, string type, string literal) =>
        Assert.Equal($"a.abnf({line},{column}): error ABNF0014: {CountedForm}", Sample.Report($$"""
            ;@ start value
            ;@ type value struct
            ;@ type literal counted number
            {{type}}
            value   = literal CRLF
            literal = {{literal}}
            number  = 1*DIGIT
            """));

    [Fact]
    public void ABNF0015_stands_at_the_streamed_literal_of_a_recursive_rule() =>
        Assert.Equal("a.abnf(9,11): error ABNF0015: A streamed literal cannot stand in a rule that nests itself; resuming would need the stack.", Sample.Report("""
            ;@ start line
            ;@ command put
            ;@ type literal counted number
            ;@ type number u32
            ;@ stream part
            ;@ depth part 4
            line    = put CRLF
            put     = "PUT " part
            part    = literal / "(" part ")"
            literal = "{" number "}" CRLF *CHAR8
            number  = 1*DIGIT
            """));

    [Fact]
    public void ABNF0015_stands_at_the_command_whose_literal_goes_on_in_two_ways() =>
        Assert.Equal("a.abnf(7,1): error ABNF0015: A streamed literal of 'put' is reached in two ways that go on differently.", Sample.Report("""
            ;@ start line
            ;@ command put
            ;@ type literal counted number
            ;@ type number u32
            ;@ stream part
            line    = put CRLF
            put     = "PUT " (part "!" / "A" part "?")
            part    = literal
            literal = "{" number "}" CRLF *CHAR8
            number  = 1*DIGIT
            """));

    [Fact]
    public void ABNF0016_stands_at_a_lazy_that_says_nothing() =>
        Assert.Equal("a.abnf(3,2): error ABNF0016: 'lazy' stands behind union, struct and enum; a token is a slice already.", Sample.Report("""
            ;@ start value
            ;@ type value struct
             ;@ type word token lazy
            value = word CRLF
            word  = 1*ALPHA
            """));

    [Fact]
    public void ABNF0016_stands_at_a_word_that_comes_often_and_is_no_keyword() =>
        Assert.Equal("a.abnf(3,1): error ABNF0016: No choice is decided by the keyword 'DELTA'.", Sample.Report("""
            ;@ start value
            ;@ type value enum
            ;@ often beta delta
            value = "ALPHA" CRLF / "BETA" CRLF / "BOTH" CRLF / "GAMMA" CRLF
            """));

    [Fact]
    public void ABNF0016_stands_at_the_use_that_gives_a_field_a_second_type() =>
        Assert.Equal("a.abnf(5,26): error ABNF0016: The field 'AB2' of Value would hold both a-b2 and a-b; give one of them a rule of its own.", Sample.Report("""
            ;@ start value
            ;@ type value struct
            ;@ type a-b token
            ;@ type a-b2 u8
            value = a-b "," a-b2 "," a-b CRLF
            a-b   = 1*ALPHA
            a-b2  = 1*DIGIT
            """));

    [Theory]
    [InlineData(9, "word / \"(\" nest \")\"")]
    [InlineData(30, "\"x\" / \"(\" nest *(\" \" word) \")\"")]
    public void ABNF0016_stands_at_what_a_recursive_rule_without_a_type_captures(int column, string nest) =>
        Assert.Equal($"a.abnf(6,{column}): error ABNF0016: {Untyped}", Sample.Report($$"""
            ;@ start value
            ;@ type value struct
            ;@ type word token
            ;@ depth nest 4
            value = nest CRLF
            nest  = {{nest}}
            word  = 1*ALPHA
            """));

    [Theory]
    [InlineData("token")]
    [InlineData("str")]
    [InlineData("flag")]
    [InlineData("enum")]
    [InlineData("u8")]
    public void ABNF0016_stands_at_what_nests_in_a_value_that_cannot(string type) =>
        Assert.Equal(
            "a.abnf(6,15): error ABNF0016: 'nest' nests itself, and where it is used here only octets are kept: a token, string, number, enum or flag cannot nest.",
            Sample.Report($$"""
            ;@ start value
            ;@ type value struct
            ;@ type word {{type}}
            ;@ depth nest 4
            value = word CRLF
            word  = "1" / nest
            nest  = "(" nest ")" / "2"
            """));

    [Fact]
    public void ABNF0016_stands_at_the_repetition_of_two_captures() =>
        Assert.Equal(
            "a.abnf(5,14): error ABNF0016: A repetition must hold exactly one captured rule: put what repeats into a rule of type struct.", Sample.Report("""
            ;@ start value
            ;@ type value struct
            ;@ type name token
            ;@ type number u8
            value  = "x" *("," name "=" number) CRLF
            name   = 1*ALPHA
            number = 1*DIGIT
            """));

    [Fact]
    public void ABNF0016_stands_at_the_list_with_a_second_separator() =>
        Assert.Equal(
            "a.abnf(4,49): error ABNF0016: The list 'Names' is written with two different separators; give one of them a rule of its own.", Sample.Report("""
            ;@ start value
            ;@ type value struct
            ;@ type name token
            value = ("a" name *("," name) / "b" name *(", " name)) CRLF
            name  = 1*ALPHA
            """));

    [Fact]
    public void ABNF0016_stands_at_the_dialogue_without_an_inner_line() =>
        Assert.Equal(
            "a.abnf(6,8): error ABNF0016: The dialogue 'talk' has no inner line: write it as ... CRLF line-rule, or ... *(CRLF line-rule).", Sample.Report("""
            ;@ start line
            ;@ command talk
            ;@ dialogue talk
            ;@ type word token
            line = talk CRLF
            talk = "TALK" SP word
            word = 1*ALPHA
            """));

    [Fact]
    public void ABNF0016_stands_at_the_quoted_rule_without_quotes() =>
        Assert.Equal(
            "a.abnf(5,9): error ABNF0016: A quoted rule stands between two delimiters of one octet: DQUOTE *(octet / escape octet) DQUOTE.", Sample.Report("""
            ;@ start value
            ;@ type value struct
            ;@ type name quoted
            value = name CRLF
            name  = 1*ALPHA
            """));

    [Theory]
    [InlineData(9, "%x00-09 *ALPHA", "The rule 'word' takes NUL, which marks the end of a frame.")]
    [InlineData(20, "1*(ALPHA / %x00-09)", "The rule 'word' takes NUL, which marks the end of a frame.")]
    [InlineData(36, "ALPHA *(ALPHA / CRLF \" \" / %x0A)", "The rule 'word' repeats over CR or LF, which end a frame.")]
    [InlineData(11, "1*CHAR8", "The rule 'word' repeats over CR or LF, which end a frame.")]
    public void ABNF0018_stands_at_the_octet_that_a_token_may_not_take(int column, string word, string message) =>
        Assert.Equal($"a.abnf(5,{column}): error ABNF0018: {message}", Sample.Report($$"""
            ;@ start value
            ;@ type value struct
            ;@ type word token
            value = word CRLF
            word  = {{word}}
            """));

    [Fact]
    public void ABNF0018_stands_at_a_text_that_is_longer_than_the_padding_allows()
    {
        var longest = new string('0', 56);
        Assert.Empty(Sample.Reports($"value = \"{longest}\" word CRLF\nword = 1*ALPHA\n;@ start value\n;@ type word token"));
        Assert.Equal(
            "a.abnf(1,9): error ABNF0018: A text of more than 56 octets could be compared beyond a frame's padding.",
            Sample.Report($"value = \"{longest}0\" word CRLF\nword = 1*ALPHA\n;@ start value\n;@ type word token"));
    }

    [Fact]
    public void ABNF0019_stands_at_the_command_and_lists_the_sizes_of_its_fields() =>
        Assert.Equal(
            "a.abnf(6,1): error ABNF0019: The command 'put' takes 60 bytes of the 56 that a command of 64 has left (A 8, B 12, D 4, A2 8, B2 12, D2 4, B3 12); "
            + "make one of its fields lazy.",
            Sample.Report("""
            ;@ start line
            ;@ command put
            ;@ type a token
            ;@ type b str
            ;@ type d u32
            put  = "PUT" SP a SP b SP d SP a SP b SP d SP b
            line = put CRLF
            a    = 1*ALPHA
            b    = a / "0"
            d    = 1*DIGIT
            """));
}
