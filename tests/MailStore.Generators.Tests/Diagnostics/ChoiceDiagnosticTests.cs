using MailStore.Generators.Tests.Emit;

namespace MailStore.Generators.Tests.Diagnostics;

/// <summary>ABNF0011, 0012, 0013 and 0017: what cannot be decided, or is decided at a cost, with exact places and witnesses.</summary>
public sealed class ChoiceDiagnosticTests
{
    [Fact]
    public void ABNF0011_stands_at_the_alternative_that_never_wins() =>
        Assert.Equal("a.abnf(5,17): warning ABNF0011: Alternative 'word' of 'value' can never win; the others take all that it matches.", Sample.Report("""
            ;@ start value
            ;@ type value struct
            ;@ type name token
            ;@ type word token
            value = (name / word) CRLF
            name  = "AB" / "CD"
            word  = "CD" / "AB"
            """));

    [Fact]
    public void ABNF0012_stands_at_the_later_of_two_that_overlap_and_shows_what_both_take()
    {
        const string Grammar = """
            ;@ start value
            ;@ type value struct
            ;@ type code token
            ;@ type mark token
            value = (code / mark) CRLF
            code  = "AB" / "CD"
            mark  = "CD" / "EF"

            """;
        Assert.Equal(
            "a.abnf(5,17): error ABNF0012: Two alternatives overlap, and neither contains the other: both take \"CD\". "
            + "Say which one wins with ;@ prefer value ALTERNATIVE, or write them apart.",
            Sample.Report(Grammar));
        Assert.Empty(Sample.Reports(Grammar + ";@ prefer value mark"));
    }

    [Fact]
    public void ABNF0012_stands_at_the_later_of_two_that_no_lookahead_tells_apart() =>
        Assert.Equal(
            "a.abnf(7,11): error ABNF0012: No 16 octets tell two alternatives of 'pair' apart: both take \"AA\". Factor out what they share.", Sample.Report("""
            ;@ start value
            ;@ type pair union
            ;@ type word token
            ;@ type text token
            value = pair CRLF
            pair  = word "="
                    / text ":"
            word  = 1*ALPHA
            text  = 1*(ALPHA / "-")
            """));

    [Fact]
    public void ABNF0013_stands_at_the_list_and_shows_what_may_be_lost() =>
        Assert.Equal(
            "a.abnf(6,16): error ABNF0013: Greedy repetition may lose a sentence: after \",00\" both one more round and the end of 'word' are possible.",
            Sample.Report("""
            ;@ start value
            ;@ type value struct
            ;@ type word struct
            ;@ type number u8
            ;@ type letters token
            value   = word *("," word)
                      ["," number] CRLF
            word    = letters
            letters = 1*(ALPHA / DIGIT)
            number  = 1*DIGIT
            """));

    [Fact]
    public void ABNF0013_stands_at_the_repetition_without_captures() =>
        Assert.Equal(
            "a.abnf(6,8): error ABNF0013: Greedy repetition may lose a sentence: after \"((((((((((((((((\" both one more round and the end of 'line' are possible.",
            Sample.Report("""
            ;@ start line
            ;@ type line struct
            ;@ type word token
            ;@ depth nest 3
            line = [word]
                   *nest [nest "!"] CRLF
            nest = "(" [nest] ")"
            word = 1*ALPHA
            """));

    [Fact]
    public void ABNF0013_stands_at_the_option() =>
        Assert.Equal(
            "a.abnf(4,13): error ABNF0013: Greedy repetition may lose a sentence: after \":(((((((((((((((\" both one more round and the end of 'line' are possible.",
            Sample.Report("""
            ;@ start line
            ;@ type word token
            ;@ depth nest 3
            line = nest [":" nest] [":" nest "!" word] CRLF
            nest = "(" [nest] ")"
            word = 1*ALPHA
            """));

    [Theory]
    [InlineData("name", "token", "name (DIGIT / \"x\")")]
    [InlineData("name", "token", "name \"xy\"")]
    [InlineData("count", "u32", "count DIGIT")]
    public void ABNF0013_stands_at_the_token_that_takes_what_belongs_to_the_next_element(string rule, string type, string value)
    {
        var grammar = $"""
            ;@ start value
            ;@ type value struct
            ;@ type {rule} {type}
            value = {value} CRLF
            {rule} = 1*{(string.Equals(type, "token", StringComparison.Ordinal) ? "ALPHA" : "DIGIT")}
            """;
        var report = Sample.Report(grammar);
        Assert.StartsWith("a.abnf(5,", report, StringComparison.Ordinal);
        Assert.Contains($"): error ABNF0013: The token '{rule}' takes as much as it can, and so may lose a sentence: it can end before \"", report, StringComparison.Ordinal);
        Assert.EndsWith($"If that is meant, say ;@ commit {rule}.", report, StringComparison.Ordinal);
        Sample.Clean(grammar + $"\n;@ commit {rule}");
    }

    [Theory]
    [InlineData("name [\"x\"]")]
    [InlineData("name \".\" name")]
    [InlineData("name *(\"-\" name) \"-\"")]
    [InlineData("name *DIGIT")]
    public void ABNF0013_is_not_said_where_taking_all_loses_nothing(string value) => Sample.Clean($"""
        ;@ start value
        ;@ type value struct
        ;@ type name token
        value = {value} CRLF
        name = 1*ALPHA *("-" 1*ALPHA)
        """);

    [Fact]
    public void ABNF0017_stands_at_the_keyword_shows_what_it_hides_and_is_silenced_by_commit()
    {
        const string Grammar = """
            ;@ start value
            ;@ type value struct
            ;@ type param union
            ;@ type number u8
            ;@ type word token
            value  = param CRLF
            param  = word ["=" word]
                     / "SIZE" "=" number
            number = 1*DIGIT
            word   = 1*(ALPHA / DIGIT)

            """;
        Assert.Equal(
            "a.abnf(8,12): warning ABNF0017: The keyword \"SIZE\" hides a more general alternative of 'param': after \"SIZE=\" only the keyword's own "
            + "syntax is tried. If that is meant, say ;@ commit param.",
            Sample.Report(Grammar));
        Assert.Empty(Sample.Reports(Grammar + ";@ commit param"));
    }

    [Theory]
    [InlineData("param SP \"b\"", "\"KEY\" / word")]
    [InlineData("param", "\"KEY\" SP digits / word SP digits")]
    public void ABNF0017_is_not_said_where_the_keyword_takes_all_that_the_general_alternative_could(string value, string param) =>
        Assert.DoesNotContain(Sample.Reports(Hiding(value, param)), static report => report.Contains("ABNF0017", StringComparison.Ordinal));

    [Fact]
    public void ABNF0017_is_said_where_the_keyword_takes_a_part_of_it() =>
        Assert.Contains(Sample.Reports(Hiding("param", "\"KEY\" SP digits / word SP word")), static report => report.Contains("ABNF0017", StringComparison.Ordinal));

    [Fact]
    public void ABNF0013_is_said_of_rounds_that_one_round_can_take() => Assert.Equal(
        "a.abnf(4,9): error ABNF0013: At least 2 rounds are asked for, and one that takes as much as it can may leave too few: where it could end, "
        + "it also goes on with \"A\", which the next round of 'word' starts with. Write the rounds apart.",
        Sample.Report("""
            ;@ start value
            ;@ type value struct
            ;@ type word token
            value = 2*(word) CRLF
            word  = 1*ALPHA
            """));

    [Fact]
    public void ABNF0013_knows_that_what_follows_one_use_of_a_token_differs_from_what_follows_another() => Assert.Contains(
        Sample.Reports("""
            ;@ start value
            ;@ type value struct
            ;@ type list str
            value = item *("," item) item CRLF
            item  = "," list
            list  = 2*(ALPHA *("," ALPHA)) "a"
            """),
        static report => report.Contains("ABNF0013: The token", StringComparison.Ordinal));

    private static string Hiding(string value, string param) => $"""
        ;@ start value
        ;@ type value struct
        ;@ type param union
        ;@ type word token
        ;@ type digits token
        ;@ name param "KEY"=Key
        value  = {value} CRLF
        param  = {param}
        word   = 1*ALPHA
        digits = 1*DIGIT

        """;
}
