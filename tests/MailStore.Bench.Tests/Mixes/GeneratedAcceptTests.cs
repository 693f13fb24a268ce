using MailStore.Bench.Contenders;
using MailStore.Bench.Mixes;
using Xunit;

namespace MailStore.Bench.Tests.Mixes;

/// <summary>The generated parsers are proven against an exact recogniser elsewhere; here they prove that the mixes are what the RFCs allow.</summary>
public sealed class GeneratedAcceptTests
{
    [Fact]
    public void Every_contender_accepts_every_line_of_every_set()
    {
        foreach (var protocol in Protocol.All())
        {
            foreach (var make in protocol.Parts.Append(protocol.Mix))
            {
                var lines = make(Mix.Lines);
                Assert.All(protocol.Contenders, contender => Assert.Equal(lines.Count, contender.CountAccepted(lines)));
            }
        }
    }

    [Fact]
    public void Of_damaged_lines_the_generated_parsers_accept_no_more_than_the_rivals()
    {
        foreach (var protocol in Protocol.All())
        {
            var damaged = Damage.Mutate(protocol.Mix(Mix.Lines), seed: 3);
            var accepted = protocol.Contenders.ToDictionary(contender => contender.Name, contender => contender.CountAccepted(damaged));
            Assert.InRange(accepted[Protocol.Generated], 1, accepted[Protocol.Split]);
        }
    }
}
