namespace MailStore.Generators.Tests.Emit;

/// <summary>Grammars that are valid and that nobody would write: what is emitted compiles without a warning.</summary>
public sealed class OddGrammarTests
{
    [Theory]
    [InlineData("empty-rule", """value = word nothing CRLF | ;@ type word token | word = 1*ALPHA nothing | nothing = "" """)]
    [InlineData("zero-rep", """value = 0*0word 0"x" word 0*0("y") CRLF | ;@ type word token | word = 1*ALPHA""")]
    [InlineData("zero-only", """value = 0*0"x" CRLF""")]
    [InlineData("deep-groups", """value = (((((((("a")))) ((("b")))))) / ((((("c" / (("d" / ("e"))))))) word)) CRLF | ;@ type word token | word = ((((1*((((ALPHA))))))))""")]
    [InlineData("optopt", """value = [[["a"] "b"] [["c"]]] CRLF""")]
    [InlineData("optoptcap", """value = [[[word] "1"] [["-" num]]] CRLF | ;@ type word token | ;@ type num u8 | word = 1*ALPHA | num = 1*DIGIT""")]
    [InlineData("refs-only", "value = a CRLF | a = b | b = c | c = d | d = word | ;@ type word token | word = e | e = 1*ALPHA")]
    [InlineData("union-empty-alt", """value = key CRLF | ;@ type key union | ;@ type word token | key = "A" word / "B" / "" | word = 1*ALPHA""")]
    [InlineData("union-opt-alt", """value = key CRLF | ;@ type key union | ;@ type word token | key = "A" word / ["B"] | word = 1*ALPHA""")]
    [InlineData("longkeys", """value = key CRLF | ;@ type key enum | ;@ commit key | key = "ABCDEFGHIJ" / "ABCDEFGHIK" / "ABCDEFGHIJKLMNOPQRST" / "ABCDEFGHIJKLMNOPQRSU" / 1*ALPHA""")]
    [InlineData("longkeys2", """value = key CRLF | ;@ type key enum | key = "ABCDEFGH1" / "ABCDEFGH2" / "ABCDEFGH" """)]
    [InlineData("cases", """value = key CRLF | ;@ type key enum | ;@ name key "abc"=Lower "Abc"=Mixed "ABC"=Upper | key = %s"abc" / %s"ABC" / %s"Abc" """)]
    [InlineData("cases2", """value = key CRLF | ;@ type key enum | key = %s"abc" / %s"DEF" / "Ghi" / %s"jKl" """)]
    [InlineData("nest1", """value = key CRLF | ;@ type key union | ;@ depth key 4 | ;@ type word token | key = "NOT" SP key / "A" SP word | word = 1*ALPHA""")]
    [InlineData("neststruct", """value = key CRLF | ;@ type key struct | ;@ depth key 4 | ;@ type word token | key = word ["(" key ")"] | word = 1*ALPHA""")]
    [InlineData("neststruct2", """value = key CRLF | ;@ type key struct | ;@ depth key 4 | ;@ type word token | key = word ["(" key "," key ")"] | word = 1*ALPHA""")]
    [InlineData("mutual", """value = a CRLF | ;@ type a struct | ;@ type b struct | ;@ depth a 4 | ;@ type word token | a = word ["(" b ")"] | b = "x" a "!" | word = 1*ALPHA""")]
    [InlineData("mutual-union", """value = a CRLF | ;@ type a union | ;@ type b union | ;@ depth a 4 | ;@ type word token | a = word / "(" b ")" | b = "<" a ">" / word | word = 1*ALPHA""")]
    [InlineData("nested-lazy", """value = a CRLF | ;@ type a union lazy | ;@ depth a 4 | ;@ type word token | a = word / "(" a ")" | word = 1*ALPHA""")]
    [InlineData("lazyenum", """value = a SP b CRLF | ;@ type a enum lazy | ;@ type b enum lazy | a = "X" / "Y" | ;@ commit b | b = "X" / "Y" / 1*ALPHA""")]
    [InlineData("high-octets", "value = %xFF.FE %xE9 word CRLF | ;@ type word token | word = 1*%x80-FF")]
    [InlineData("empty-literal-alt", """value = ("" / "a") ("" / "b") CRLF""")]
    [InlineData("repeat-2-4", """value = 2*4("a" / "bc") 3"x" *2"y" 0*1"z" CRLF""")]
    [InlineData("repeat-group-cap", """value = 2*4(word ",") CRLF | ;@ type word token | word = 1*ALPHA""")]
    [InlineData("repeat-huge", """value = 1000"a" 5*2000"b" CRLF""")]
    [InlineData("token-huge", "value = word CRLF | ;@ type word token | word = 1000ALPHA")]
    [InlineData("dfa-blowup", """value = word CRLF | ;@ type word token | word = *("a" / "b") "a" 8("a" / "b")""")]
    [InlineData("str-nil-only", """value = s CRLF | ;@ type s str | s = "NIL" """)]
    [InlineData("str-str", """value = s CRLF | ;@ type s str | ;@ type q str | ;@ type qq quoted | s = "NIL" / q | q = qq / 1*DIGIT | qq = DQUOTE *ALPHA DQUOTE""")]
    [InlineData("str-seq", """value = s CRLF | ;@ type s str | s = "x" 1*DIGIT "y" """)]
    [InlineData("str-list", "value = s *(SP s) CRLF | ;@ type s str | ;@ type qq quoted | s = 1*DIGIT / qq | qq = DQUOTE *ALPHA DQUOTE")]
    [InlineData("counted-list", """value = s *(SP s) CRLF | ;@ type s counted n | ;@ type n u8 | s = "{" n "}" CRLF *CHAR8 | n = 1*DIGIT""")]
    [InlineData("counted-alien", """value = s CRLF | ;@ type s counted n | ;@ type n u8 | s = "{" n "}" *ALPHA | n = 1*DIGIT""")]
    [InlineData("union-of-union", """value = a CRLF | ;@ type a union | ;@ type b union | ;@ type word token | a = "A" b / "B" | b = "C" word / "D" | word = 1*ALPHA""")]
    [InlineData("enum-in-enum", """value = a CRLF | ;@ type a enum | ;@ type b enum | a = "A" / b | b = "C" / "D" """)]
    [InlineData("enum-two-others", """value = a CRLF | ;@ type a enum | a = "A" / 1*DIGIT / "-" 1*ALPHA""")]
    [InlineData("enum-opt", """value = a CRLF | ;@ type a enum | a = ["A"] / "B" """)]
    [InlineData("enum-prefix", """value = a CRLF | ;@ type a enum | a = "A" / "AB" / "ABC" / "ABCD" """)]
    [InlineData("num-const-only", """value = num CRLF | ;@ type num u32 "*"=max "none"=0 | num = "*" / "none" """)]
    [InlineData("num-empty", "value = num CRLF | ;@ type num u8 | num = *DIGIT")]
    public void Odd_values_compile(string name, string grammar) => AssertCompiles(name, ";@ start value\n;@ type value struct\n" + grammar);

    [Theory]
    [InlineData("two-starts", """;@ start line | ;@ start other | ;@ type other struct | ;@ command noop | ;@ type word token | line = noop CRLF | other = word CRLF | noop = "NOOP" | word = 1*ALPHA""")]
    [InlineData("start-token", ";@ start word | ;@ type word token | word = 1*ALPHA")]
    [InlineData("start-number", ";@ start num | ;@ type num u8 | num = 1*DIGIT")]
    [InlineData("start-enum-other", """;@ start num | ;@ type num enum | ;@ commit num | num = "A" / "B" / 1*ALPHA""")]
    [InlineData("start-str", ";@ start num | ;@ type num str | ;@ type qq quoted | num = 1*ALPHA / qq | qq = DQUOTE *ALPHA DQUOTE")]
    [InlineData("start-quoted", ";@ start qq | ;@ type qq quoted | qq = DQUOTE *ALPHA DQUOTE")]
    [InlineData("start-counted", """;@ start lit | ;@ type lit counted num | ;@ type num u32 | lit = "{" num "}" CRLF *CHAR8 | num = 1*DIGIT""")]
    [InlineData("start-flag", """;@ start ff | ;@ type ff flag | ff = "x" """)]
    [InlineData("start-lazy", ";@ start ff | ;@ type ff struct lazy | ;@ type word token | ff = word CRLF | word = 1*ALPHA")]
    [InlineData("start-untyped", ";@ start ff | ff = 1*ALPHA CRLF")]
    [InlineData("start-empty", """;@ start ff | ff = "" """)]
    [InlineData("no-fields", """;@ start line | ;@ command noop | line = noop CRLF | noop = "NOOP" """)]
    [InlineData("cmd-empty", """;@ start line | ;@ command noop | line = noop CRLF | noop = "" """)]
    [InlineData("cmd-noword", ";@ start line | ;@ command a | ;@ command b | ;@ type word token | ;@ type num u8 | line = (a / b) CRLF | a = word | b = num | word = 1*ALPHA | num = 1*DIGIT")]
    [InlineData("start-is-cmd", """;@ start a | ;@ command a | ;@ type word token | a = "A" SP word CRLF | word = 1*ALPHA""")]
    [InlineData("header-only-struct", """;@ start line | ;@ command a | ;@ type st struct | ;@ type word token | line = st a CRLF | st = "x" word "!" | a = "A" SP word | word = 1*ALPHA""")]
    [InlineData("dialogue2", """;@ start line | ;@ command auth | ;@ command idle | ;@ dialogue auth idle | ;@ type word token | line = (auth / idle) CRLF | auth = "AUTH" SP word CRLF answer | idle = "IDLE" CRLF done | answer = word | done = "DONE" | word = 1*ALPHA""")]
    [InlineData("stream-nocommand", """;@ start line | ;@ type line struct | ;@ stream part | ;@ type literal counted size | ;@ type size u63 | ;@ type name token | line = name SP part CRLF | part = literal | literal = "{" size "}" CRLF *CHAR8 | size = 1*DIGIT | name = 1*ALPHA""")]
    [InlineData("stream-in-list", """;@ start line | ;@ command put | ;@ type item struct | ;@ stream item | ;@ type literal counted size | ;@ type size u63 | ;@ type name token | line = put CRLF | put = "PUT" 1*(SP item) | item = name SP literal | literal = "{" size "}" CRLF *CHAR8 | size = 1*DIGIT | name = 1*ALPHA""")]
    [InlineData("cmdname-shared", """;@ start line | ;@ command shared | ;@ type zz token | line = shared CRLF | shared = "A" SP zz | zz = 1*ALPHA""")]
    public void Odd_grammars_compile(string name, string grammar) => AssertCompiles(name, grammar);

    [Theory]
    [InlineData("union", 64)]
    [InlineData("enum", 64)]
    [InlineData("union", 33)]
    [InlineData("enum", 32)]
    public void As_many_kinds_as_a_mask_has_bits_fit_into_a_list(string type, int count) =>
        AssertCompiles(type, Kinds("value = key *(\",\" key) CRLF", type, count));

    [Fact]
    public void As_many_kinds_as_an_octet_counts_fit_into_an_enum() => AssertCompiles("enum", Kinds("value = key CRLF", "enum", 255));

    [Theory]
    [InlineData("value = key *(\",\" key) CRLF", 65, "'key' has 65 alternatives, and a list's mask has bits for 64: make some of them one alternative with a value of their own.")]
    [InlineData("value = key CRLF", 256, "'key' has 256 alternatives, and a kind is one octet: 255 at most.")]
    public void More_kinds_are_refused(string value, int count, string message) =>
        Assert.Equal("a.abnf(5,1): error ABNF0016: " + message, Sample.Report(Kinds(value, "enum", count)));

    [Fact]
    public void More_commands_than_an_octet_counts_are_refused()
    {
        static string Grammar(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"c{i} = \"C{i:X3}\"\n;@ command c{i}\n"))
            + "line = (" + string.Join(" / ", Enumerable.Range(0, count).Select(i => $"c{i}")) + ") CRLF\n;@ start line";
        AssertCompiles("255", Grammar(255));
        Assert.Equal("a.abnf(513,1): error ABNF0016: The grammar has 256 commands, and a verb is one octet: 255 at most.", Sample.Report(Grammar(256)));
    }

    [Fact]
    public void An_automaton_that_grows_beyond_all_bounds_is_refused_in_time() => Assert.Equal(
        "a.abnf(4,1): error ABNF0018: The automaton of 'word' has more than 4000 states: write it with fewer repetitions of what overlaps.",
        Sample.Report(";@ start value\n;@ type word token\nvalue = word CRLF\nword = *(\"a\" / \"b\") \"a\" 30(\"a\" / \"b\")"));

    private static string Kinds(string value, string type, int count) =>
        $";@ start value\n;@ type value struct\n;@ type key {type}\n{value}\nkey = " + string.Join(" / ", Enumerable.Range(0, count).Select(i => $"\"K{i:X3}\""));

    private static void AssertCompiles(string name, string grammar)
    {
        var run = Sample.Clean(grammar.Replace(" | ", "\n", StringComparison.Ordinal));
        var found = run.Output.GetDiagnostics().Where(one => one.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).Select(one => one.ToString());
        Assert.True(!found.Any(), name + ":\n" + string.Join("\n", found));
    }
}
