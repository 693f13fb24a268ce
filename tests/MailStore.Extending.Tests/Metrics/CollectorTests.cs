namespace MailStore.Extending.Tests.Metrics;

public sealed class CollectorTests
{
    [Theory]
    [InlineData("""counter http.requests{host="web1",path="/a \"b\""} +17 @1763690000""", "Counter http.requests: 17 more, host is web1, path is /a \"b\"")]
    [InlineData("gauge room.temperature =-21.50", "Gauge room.temperature: at -21")]
    [InlineData("timer http.latency 120..950", "Timer http.latency: from 120 to 950")]
    [InlineData("gauge room.temperature =21,5", "refused at 26: expected the end of the line")]
    [InlineData("timer http.latency 120..95000", "refused at 28: expected highest, at most 65535")]
    public void The_example_says_what_the_document_says(string line, string expected) => Assert.Equal(expected, Collector.Say(line));
}
