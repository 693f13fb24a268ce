using MailStore.Mime.Extraction;
using MailStore.Server.Watching;
using MailStore.Testing.Time;

namespace MailStore.Server.Tests.Watching;

public sealed class ExtractionReportsTests
{
    [Fact]
    public void What_is_the_operators_business_is_a_line_once_an_hour()
    {
        using var output = new StringWriter();
        using var log = new LineLog(output, TimeProvider.System);
        var clock = new ManualClock();
        using var tower = new Watchtower(new EventLog(log), clock);
        var reports = new ExtractionReports(tower);
        ExtractionOutcome[] told = [ExtractionOutcome.Late, ExtractionOutcome.Abandoned, ExtractionOutcome.GivenUp, ExtractionOutcome.Off, ExtractionOutcome.NoThread];
        for (var hour = 1; hour <= 2; hour++)
        {
            for (var round = 0; round < 3; round++)
            {
                foreach (var outcome in Enum.GetValues<ExtractionOutcome>())
                {
                    reports.Extracted("office", outcome, TimeSpan.FromSeconds(5), fault: null);
                }
            }

            var lines = output.ToString().Split('\n').Where(line => line.Contains("the extractor office", StringComparison.Ordinal)).ToArray();
            Assert.Equal(hour * told.Length, lines.Length);
            clock.Advance(TimeSpan.FromHours(1));
        }
    }
}
