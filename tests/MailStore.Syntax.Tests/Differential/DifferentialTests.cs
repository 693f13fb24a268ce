using System.Globalization;
using System.Text;
using MailStore.Syntax.Tests.Examples;
using MailStore.Syntax.Tests.Sentences;

namespace MailStore.Syntax.Tests.Differential;

public sealed class DifferentialTests
{
    private const int FaultsMax = 8;
    private const int MutationsOfEach = 4;

    public static TheoryData<string> Names => [.. Contenders.All.Select(contender => contender.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parser_accepts_exactly_the_language_of_its_grammar(string name)
    {
        // MAILSTORE_SEED replays or explores; MAILSTORE_SENTENCES makes it longer.
        var seed = Setting("MAILSTORE_SEED", 1);
        var contender = Contenders.Of(name);
        var count = Setting("MAILSTORE_SENTENCES", contender.Start == "command" ? 3000 : 800);
        var comparison = new Comparison(contender);
        var maker = new SentenceMaker(contender.Facts, contender.Start, seed);
        var mutator = new Mutator(seed);
        var faults = new List<string>();
        for (var i = 0; (i < count || maker.Untaken.Any()) && i < 20 * count && faults.Count < FaultsMax; i++)
        {
            byte[] sentence = [.. maker.Next(), .. Encoding.ASCII.GetBytes(contender.Tail)];
            Add(comparison.Check(sentence));
            for (var j = 0; j < MutationsOfEach; j++)
            {
                var mutant = mutator.Mutate(sentence);
                Add(comparison.Check(mutant));
                Add(comparison.Check([.. mutant, .. "\r\n"u8]));
            }
        }

        Assert.True(faults.Count == 0, $"seed {seed}\n{string.Join('\n', faults)}");
        Assert.Empty(maker.Untaken);
        Assert.True(comparison.Accepted >= count && comparison.Refused > count / 2, $"{comparison.Accepted} accepted, {comparison.Refused} refused");

        void Add(string? fault)
        {
            if (fault is not null)
            {
                faults.Add(fault);
            }
        }
    }

    [Fact]
    public void Ranges_commits_and_depths_are_all_that_a_parser_refuses_beyond_its_grammar()
    {
        var contender = Contenders.Of("Imap");
        var comparison = new Comparison(contender);
        foreach (var line in new[]
        {
            "a FETCH 4294967295 UID\r\n", "a FETCH 9223372036854775808 UID\r\n", "a SELECT x (CONDSTORE)\r\n", "a SELECT x (CONDSTORE 1)\r\n", "a SELECT x (OTHER 1)\r\n",
            "a SELECT x (QRESYNC 1)\r\n", Nested(31), Nested(32),
        })
        {
            Assert.Null(comparison.Check(Encoding.ASCII.GetBytes(line)));
        }

        Assert.Equal((4, 4), (comparison.Accepted, comparison.Refused));
        Assert.Equal((1, 2, 1), (comparison.ByRange, comparison.ByCommit, comparison.ByDepth));

        static string Nested(int depth) => $"a SEARCH {new string('(', depth)}ALL{new string(')', depth)}\r\n";
    }

    [Fact]
    public void Parsers_take_the_examples_of_the_RFCs_and_refuse_the_wrong_ones()
    {
        var comparisons = Contenders.All.ToDictionary(contender => (contender.Grammar.Name, contender.Start), contender => new Comparison(contender));
        var faults = new List<string>();
        foreach (var example in ExampleReader.All)
        {
            var comparison = comparisons[(example.Grammar, example.Start)];
            var accepted = comparison.Accepted;
            var text = FirstLine(example);
            if (comparison.Check(text) is { } fault)
            {
                faults.Add($"{example.Source}: {fault}");
            }
            else if ((comparison.Accepted > accepted) != example.Refusal is null)
            {
                faults.Add($"{example.Source}: {Comparison.Show(text)} should {(example.Refusal is null ? "be accepted" : "be refused")}");
            }
        }

        Assert.Empty(faults);
    }

    // Lines of a dialogue have parsers of their own.
    private static byte[] FirstLine(Example example)
    {
        var text = Encoding.Latin1.GetString(example.Text);
        var verb = text.Split(' ', '\r')[example.Grammar == "Imap" ? 1 : 0].ToUpperInvariant();
        return verb is "AUTHENTICATE" or "IDLE" or "AUTH"
            ? example.Text[..(text.IndexOf("\r\n", StringComparison.Ordinal) + 2)]
            : example.Text;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
