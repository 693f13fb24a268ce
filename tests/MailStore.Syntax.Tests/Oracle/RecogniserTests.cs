using System.Globalization;
using System.Text;

namespace MailStore.Syntax.Tests.Oracle;

public sealed class RecogniserTests
{
    [Fact]
    public void Recogniser_agrees_with_brute_force_on_random_grammars()
    {
        var random = new Random(20261121);
        var generator = new RandomGrammar(random);
        var (grammars, sentences, others) = (0, 0, 0);
        while (grammars < 450)
        {
            var facts = new GrammarFacts(generator.Next());
            if (Build(facts) is not { } recogniser)
            {
                continue;
            }

            grammars++;
            foreach (var text in Texts("abC", 5))
            {
                var expected = NaiveMatcher.Match(facts, "r0", text);
                var actual = recogniser.Recognise(text);
                Assert.True(expected == actual, $"grammar {grammars}, \"{Encoding.ASCII.GetString(text)}\": {expected}, not {actual}");
                _ = expected.IsSentence ? sentences++ : others++;
            }
        }

        // Both answers were asked for often.
        Assert.True(sentences > 4_000, sentences.ToString(CultureInfo.InvariantCulture));
        Assert.True(others > 10_000, others.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Counted_octets_agree_with_brute_force()
    {
        var grammar = Grammars.Tiny(
            """
            start = *item ["z"]
            item = lit / "{" / "{" num "}" *"a" "b"
            lit = "{" num "}" *%x61-62
            num = 1*DIGIT
            ;@ type lit counted num
            """);
        var facts = new GrammarFacts(grammar);
        var recogniser = new Recogniser(facts, "start");
        foreach (var text in Texts("{}02ab", 6))
        {
            var expected = NaiveMatcher.Match(facts, "start", text);
            Assert.True(expected == recogniser.Recognise(text), Encoding.ASCII.GetString(text));
        }
    }

    [Theory]
    [InlineData("x{2}ab.", true, 7)]
    [InlineData("x{2}a.", false, 5)]
    [InlineData("x{0}.", true, 5)]
    [InlineData("x{3}ab.", false, 6)]
    [InlineData("x{18446744073709551616}ab", false, 25)]
    [InlineData("x{1}ab", false, 5)]
    [InlineData("x{}.", false, 2)]
    public void Literal_is_as_long_as_its_number_says(string text, bool isSentence, int viable)
    {
        var grammar = Grammars.Tiny("start = \"x\" lit \".\"\nlit = \"{\" num \"}\" *ALPHA\nnum = 1*DIGIT\n;@ type lit counted num");
        Assert.Equal(new Verdict(isSentence, viable), new Recogniser(grammar, "start").Recognise(Encoding.ASCII.GetBytes(text)));
    }

    [Theory]
    [InlineData("u8", "255;", true, 4)]
    [InlineData("u8", "256;", false, 2)]
    [InlineData("u8", "0000255;", true, 8)]
    [InlineData("u8", "0000256;", false, 6)]
    [InlineData("u8", "1000;", false, 3)]
    [InlineData("u8", "*;", true, 2)]
    [InlineData("u32", "4294967295;", true, 11)]
    [InlineData("u32", "4294967296;", false, 9)]
    [InlineData("u32", "9999999999;", false, 9)]
    [InlineData("u63", "9223372036854775807;", true, 20)]
    [InlineData("u63", "9223372036854775808;", false, 18)]
    [InlineData("u64", "18446744073709551615;", true, 21)]
    [InlineData("u64", "18446744073709551616;", false, 19)]
    [InlineData("u64", "184467440737095516150;", false, 20)]
    public void Number_ends_before_the_digit_that_overflows(string type, string text, bool isSentence, int viable)
    {
        var grammar = Grammars.Tiny($"start = num \";\"\nnum = 1*DIGIT / \"*\"\n;@ type num {type} \"*\"=max");
        var input = Encoding.ASCII.GetBytes(text);
        Assert.Equal(new Verdict(isSentence, viable), new Recogniser(grammar, "start", OraclePolicy.Ranges).Recognise(input));
        Assert.Equal(new Verdict(IsSentence: true, text.Length), new Recogniser(grammar, "start").Recognise(input));
    }

    [Theory]
    [InlineData("KEY 5;", true, 6)]
    [InlineData("key x;", false, 4)]
    [InlineData("KEY;", false, 3)]
    [InlineData("KEYS;", true, 5)]
    [InlineData("KEY1 x;", true, 7)]
    [InlineData("KE x;", true, 5)]
    [InlineData("SIZE=7;", true, 7)]
    [InlineData("SIZE=x;", false, 5)]
    [InlineData("SIZE;", true, 5)]
    [InlineData("SIZEX=x;", true, 8)]
    public void Committed_keyword_hides_the_generic_alternative(string text, bool isSentence, int viable)
    {
        var grammar = Grammars.Tiny(
            """
            start = param ";"
            param = "KEY" SP num / "SIZE=" num / generic
            generic = name [(SP / "=") name]
            name = 1*(ALPHA / DIGIT)
            num = 1*DIGIT
            ;@ type generic struct
            ;@ type name token
            ;@ commit param
            """);
        Assert.Equal(new Verdict(isSentence, viable), new Recogniser(grammar, "start", OraclePolicy.Commits).Recognise(Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void Nesting_and_right_recursion_may_be_deep()
    {
        var grammar = Grammars.Tiny("start = key\nkey = \"a\" / \"!\" key / \"(\" key *(\" \" key) \")\"\n;@ depth key 32");
        var recogniser = new Recogniser(grammar, "start");
        var nested = Encoding.ASCII.GetBytes(new string('(', 10_000) + "a" + new string(')', 10_000));
        Assert.Equal(new Verdict(IsSentence: true, nested.Length), recogniser.Recognise(nested));
        var negated = Encoding.ASCII.GetBytes(new string('!', 100_000) + "a)");
        Assert.Equal(new Verdict(IsSentence: false, 100_001), recogniser.Recognise(negated));
    }

    [Theory]
    [InlineData("(((a)))", true, 7)]
    [InlineData("((((a))))", false, 4)]
    [InlineData("!!!a", true, 4)]
    [InlineData("!!!!a", false, 4)]
    [InlineData("(!(a a)) (((a)))", true, 16)]
    public void Depth_counts_how_often_a_rule_is_inside_itself(string text, bool isSentence, int viable)
    {
        var grammar = Grammars.Tiny("start = key *(\" \" key)\nkey = \"a\" / \"!\" key / group\ngroup = \"(\" key *(\" \" key) \")\"\n;@ depth key 4");
        Assert.Equal(new Verdict(isSentence, viable), new Recogniser(grammar, "start", OraclePolicy.Depths).Recognise(Encoding.ASCII.GetBytes(text)));
    }

    [Theory]
    [InlineData("start = [\"x\"] start \"y\" / \"z\"")]
    [InlineData("start = other \"y\" / \"z\"\nother = *\"q\" start")]
    public void Left_recursion_is_refused(string abnf)
    {
        var grammar = RandomlyComposed(abnf);
        Assert.Throws<InvalidOperationException>(() => new Recogniser(grammar, "start"));
    }

    // The composer refuses left recursion, so the rules are put together here.
    private static MailStore.Generators.Model.Grammar RandomlyComposed(string abnf)
    {
        var file = MailStore.Generators.Abnf.AbnfReader.Read("tiny/tiny.abnf", abnf + "\n").Model;
        return new(
            "Tiny",
            "Tiny",
            new(["start"]),
            new([.. file.Rules.Select(rule => new MailStore.Generators.Model.GrammarRule(rule.Name, rule.Spelling, file.Path, rule.Body))]),
            MailStore.Generators.Model.EquatableArray<MailStore.Generators.Model.GrammarAnnotation>.Empty);
    }

    private static Recogniser? Build(GrammarFacts facts)
    {
        try
        {
            return new Recogniser(facts, "r0");
        }
        catch (InvalidOperationException)
        {
            return null; // Left recursive, or a rule that never ends.
        }
    }

    private static IEnumerable<byte[]> Texts(string alphabet, int lengthMax)
    {
        var texts = new List<byte[]> { Array.Empty<byte>() };
        for (var from = 0; from < texts.Count; from++)
        {
            yield return texts[from];
            if (texts[from].Length < lengthMax)
            {
                texts.AddRange(alphabet.Select(c => (byte[])[.. texts[from], (byte)c]));
            }
        }
    }
}
