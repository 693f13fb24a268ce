using MailStore.Load.Measuring;
using MailStore.Load.Reporting;
using Xunit;

namespace MailStore.Bench.Tests.Load;

public sealed class ReportTests
{
    [Fact]
    public void Whoever_writes_is_compared_to_the_best_of_those_who_are_as_durable()
    {
        var report = new Report(Results());
        var row = Assert.Single(report.BestRows());
        Assert.Equal("dovecot-sdbox-always", row.Name);
        Assert.Equal(10, row.Rate.Median, 3);
        Assert.Equal(0.1, row.Processor.Median, 3);
        Assert.True(row.IsMet);
        Assert.Contains("store: cyrus left out", report.Write("chart.svg", "raw.json"), StringComparison.Ordinal);
        Assert.StartsWith("<svg", Chart.Draw(report.BestRows()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_measured_again_replaces_its_own_load_and_no_other()
    {
        var results = Results();
        Assert.Empty(results.Without(["store"]).Rounds);
        Assert.Empty(results.Without(["store"]).Remarks);
        Assert.Equal(results.Rounds, results.Without(["fetch"]).Rounds);
        Assert.Equal(results.Remarks, results.Without(["fetch"]).Remarks);
    }

    [Fact]
    public void A_second_report_replaces_the_first()
    {
        var page = Path.GetTempFileName();
        File.WriteAllText(page, "before\n<!-- figures begins -->\nold\n<!-- figures ends -->\nbehind\n");
        MarkedPart.Replace(page, "figures", "new");
        MarkedPart.Replace(page, "figures", "newer");
        Assert.Equal("before\n<!-- figures begins -->\n\nnewer\n<!-- figures ends -->\nbehind\n", File.ReadAllText(page));
        Assert.Throws<InvalidDataException>(() => MarkedPart.Replace(page, "others", "new"));
        File.Delete(page);
    }

    private static ResultFile Results()
    {
        Contestant[] contestants = [new("mailstore", "always", "1"), new("dovecot-sdbox", "shipped", "2.3"), new("dovecot-sdbox-always", "always", "2.3")];
        var rounds = new List<RoundResult>();
        foreach (var round in new[] { 0, 1, 2 })
        {
            rounds.Add(Round("mailstore", "always", round, operations: 10_000, serverSeconds: 1));
            rounds.Add(Round("dovecot-sdbox", "shipped", round, operations: 5000, serverSeconds: 1));
            rounds.Add(Round("dovecot-sdbox-always", "always", round, operations: 1000, serverSeconds: 1));
        }

        return new("a machine", "short", [.. contestants], rounds, ["store: cyrus left out: it said something else"]);
    }

    private static RoundResult Round(string target, string durability, int round, long operations, double serverSeconds) =>
        new("store", target, durability, round, operations, Seconds: 1, serverSeconds, ClientSeconds: 1, PeakMegabytes: 1, HeldMegabytes: 0, P50: 1, P90: 1, P99: 1, P999: 1, Max: 1);
}
