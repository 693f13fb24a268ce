using System.Text;
using MailStore.Syntax.Tests.Differential;
using MailStore.Syntax.Tests.Examples;
using MailStore.Syntax.Tests.Sentences;

namespace MailStore.Syntax.Tests.Printing;

public sealed class PrintingTests
{
    private const int Sentences = 800;
    private const int FaultsMax = 6;
    private const int StackBytes = 256 << 20;

    public static TheoryData<string> Names => [.. Contenders.All.Select(contender => contender.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_of_a_made_sentence_is_printed_from_itself_alone_and_parses_to_itself(string name)
    {
        var contender = Contenders.Of(name);
        var maker = new SentenceMaker(contender.Facts, contender.Start, seed: 8);
        var result = new RoundTrips(contender, FaultsMax);
        OnLargeStack(() =>
        {
            for (var i = 0; i < Sentences; i++)
            {
                result.Try([.. maker.Next(), .. Encoding.ASCII.GetBytes(contender.Tail)]);
            }
        });

        Assert.True(result.Faults.Count == 0, string.Join('\n', result.Faults));
        Assert.True(result.Printed > Sentences / 2, $"{result.Printed} of {Sentences} were printed");
        Assert.True(result.Loose <= result.Printed / 4, $"{result.Loose} of {result.Printed} stood so that a value could be read longer");
    }

    [Fact]
    public void Value_of_every_example_of_the_RFCs_is_printed_from_itself_alone_and_parses_to_itself()
    {
        var faults = new List<string>();
        var printed = 0;
        OnLargeStack(() =>
        {
            foreach (var group in ExampleReader.All.Where(example => example.Refusal is null).GroupBy(example => (example.Grammar, example.Start)))
            {
                var contender = Contenders.All.Single(one => one.Grammar.Name == group.Key.Grammar && one.Start == group.Key.Start);
                var result = new RoundTrips(contender, FaultsMax);
                foreach (var example in group)
                {
                    result.Try(example.Text);
                }

                printed += result.Printed;
                faults.AddRange(result.Faults);
            }
        });

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(printed > 200, $"{printed} printed");
    }

    // A sentence is as many calls deep as it is long.
    private static void OnLargeStack(Action work)
    {
        Exception? fault = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    work();
                }
                catch (Exception thrown) when (thrown is not OutOfMemoryException)
                {
                    fault = thrown;
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        Assert.True(fault is null, fault?.ToString());
    }
}
