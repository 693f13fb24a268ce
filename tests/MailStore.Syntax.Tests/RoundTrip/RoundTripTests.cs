using System.Text;
using MailStore.Syntax.Tests.Differential;
using MailStore.Syntax.Tests.Drive;
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
}
