using System.Diagnostics;
using System.Globalization;
using MailStore.Syntax.Tests.Differential;
using MailStore.Syntax.Tests.Sentences;

namespace MailStore.Syntax.Tests.RandomParsers;

/// <summary>
/// Grammars that nobody wrote, through the whole generator: it ends in time, what it emits compiles, and what it does not refuse parses
/// exactly the grammar's language, as the recogniser has it.
/// </summary>
public sealed class RandomParserTests
{
    // The slowest of thousands of seeds took a second or two on a busy machine.
    private static readonly TimeSpan _generatorMax = TimeSpan.FromSeconds(20);

    [Fact]
    public void Random_grammars_become_exact_parsers_or_errors_in_bounded_time()
    {
        // MAILSTORE_SEED and MAILSTORE_GRAMMARS explore: their first seed and how many.
        var first = Setting("MAILSTORE_SEED", 1);
        var count = Setting("MAILSTORE_GRAMMARS", 80);
        var (parsers, accepted, refused) = (0, 0, 0);
        for (var seed = first; seed < first + count; seed++)
        {
            var grammar = new RandomText(new(seed)).Next();
            if (Check(grammar, seed, out var comparison) is { } fault)
            {
                Assert.Fail($"seed {seed}: {fault}\n{grammar}");
            }

            parsers += comparison is null ? 0 : 1;
            accepted += comparison?.Accepted ?? 0;
            refused += comparison?.Refused ?? 0;
        }

        Assert.True(parsers >= count / 10 && accepted > 30 * parsers && refused > 30 * parsers, $"{parsers} parsers of {count} grammars, {accepted} frames accepted, {refused} refused");
    }

    [Theory]
    [InlineData("""
        value = r0 CRLF
        r0 = r4 r2 (r1 / DIGIT) r4
        r1 = "LOGIN"
        r2 = (2*(DIGIT) / (%s" " / ALPHA) / 1*3(r4)) *3(r3)
        r3 = [r4]
        r4 = ((1*ALPHA / (DIGIT / "a")) / ("LOGIN" / ")") [DIGIT])
        ;@ type r0 flag
        ;@ type r1 union lazy
        ;@ type r4 union lazy
        """)]
    public void Grammars_that_once_took_for_ever_end(string grammar)
    {
        Assert.Null(Check(grammar + "\n", 1, out _));
    }

    private static string? Check(string grammar, int seed, out Comparison? comparison)
    {
        comparison = null;
        var clock = Stopwatch.StartNew();
        var run = Task.Run(() => SmallParser.Of(grammar));
        if (!run.Wait(_generatorMax))
        {
            return "the generator does not end";
        }

        var small = run.Result;
        if (small.Exception is { } thrown)
        {
            return thrown.ToString();
        }

        if (small.IsRefused)
        {
            return small.Reports.Any(static report => report.Contains("error ABNF", StringComparison.Ordinal)) ? null : string.Join('\n', small.Reports);
        }

        if (small.Load(out var errors) is not { } parser)
        {
            return errors;
        }

        if (small.Reports.Any(static report => report.Contains("warning ABNF0017", StringComparison.Ordinal)))
        {
            // The warning says that the parser takes less than the grammar has.
            return null;
        }

        var contender = new Contender("random", SmallParser.Compose(grammar), "value", parser);
        comparison = new(contender);
        var maker = new SentenceMaker(contender.Facts, contender.Start, seed);
        var mutator = new Mutator(seed);
        for (var i = 0; i < 60; i++)
        {
            var sentence = maker.Next();
            var fault = comparison.Check(sentence);
            for (var j = 0; j < 3; j++)
            {
                fault ??= comparison.Check(mutator.Mutate(sentence));
            }

            if (fault is not null)
            {
                return fault + "\n" + string.Join('\n', small.Reports);
            }
        }

        return null;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
