using System.Text;
using MailStore.Syntax.Tests.Differential;
using MailStore.Syntax.Tests.Drive;
using MailStore.Syntax.Tests.Oracle;
using MailStore.Syntax.Tests.Sentences;

namespace MailStore.Syntax.Tests.RoundTrip;

public sealed class RoundTripTests
{
    private const int Sentences = 1500;
    private const int FaultsMax = 6;

    public static TheoryData<string> Names => [.. Contenders.All.Select(contender => contender.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_holds_exactly_what_the_sentence_was_made_of(string name)
    {
        var contender = Contenders.Of(name);
        var maker = new SentenceMaker(contender.Facts, contender.Start, seed: 5);
        var reader = new ValueReader(contender);
        var expectation = new Expectation(contender.Facts);
        var memory = new PaddedFrame();
        var faults = new List<string>();
        var read = 0;
        for (var i = 0; i < Sentences && faults.Count < FaultsMax; i++)
        {
            byte[] sentence = [.. maker.Next(), .. Encoding.ASCII.GetBytes(contender.Tail)];
            if (expectation.IsPlain(sentence, maker.Leaves) && reader.Read(memory.Of(sentence)) is { } facts)
            {
                read++;
                if ((expectation.Difference(sentence, maker.Leaves, facts) ?? reader.WrongKinds) is { } fault)
                {
                    faults.Add($"{Comparison.Show(sentence)}: {fault}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(read > Sentences / 10, $"{read} of {Sentences} were compared");
        Assert.Equal(0, reader.Walked.Bytes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_printed_another_way_parses_to_the_same_value(string name)
    {
        var contender = Contenders.Of(name);
        var maker = new SentenceMaker(contender.Facts, contender.Start, seed: 6);
        var reader = new ValueReader(contender);
        var printer = new Printer(contender.Grammar.Name, new Recogniser(contender.Facts, contender.Start, OraclePolicy.Parser, contender.Tail), new Random(6));
        var memory = new PaddedFrame();
        var faults = new List<string>();
        for (var i = 0; i < Sentences && faults.Count < FaultsMax; i++)
        {
            byte[] sentence = [.. maker.Next(), .. Encoding.ASCII.GetBytes(contender.Tail)];
            if (reader.Read(memory.Of(sentence)) is not { } value)
            {
                continue;
            }

            var printed = printer.Print(sentence, value);
            var again = reader.Read(memory.Of(printed));
            if (again is null || !value.Select(Meaning).SequenceEqual(again.Select(Meaning)))
            {
                faults.Add($"{Comparison.Show(sentence)} and {Comparison.Show(printed)}: {First(value, again)}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        var hasStrings = name is "Imap" or "Smtp" or "Message address-list" or "Message mailbox-list" or "Message mailbox";
        Assert.True(printer.Respelled > (hasStrings ? Sentences / 20 : -1), $"{printer.Respelled} strings respelled");
        Assert.True(printer.Recased > (name is "Imap" or "Smtp" or "Pop3" ? Sentences / 10 : -1), $"{printer.Recased} recased");
    }

    // What a fact says, not where.
    private static (string, FactKind, string) Meaning(Fact fact) => (fact.Path, fact.Kind, fact.Content);

    private static string First(IReadOnlyList<Fact> value, IReadOnlyList<Fact>? again)
    {
        if (again is null)
        {
            return "not complete";
        }

        var at = value.Zip(again).TakeWhile(pair => Meaning(pair.First) == Meaning(pair.Second)).Count();
        return $"{(at < value.Count ? value[at] : "nothing")} became {(at < again.Count ? again[at] : "nothing")}";
    }
}
