using MailStore.Server.Cli.Output;
using MailStore.Server.Tests.Hosting;

namespace MailStore.Server.Tests.Cli.Search;

public sealed class SearchCommandTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_search_tells_its_steps_whether_or_not_a_server_runs(bool isServed)
    {
        using var line = new CommandLine();
        var server = isServed ? await RunningServer.StartAsync(line.Data, "--user", "root@example.org:x") : null;
        await using (server)
        {
            await line.DoneAsync("user", "add", "anna@example.org");
            var told = await line.DoneAsync("search", "explain", "anna@example.org", "INBOX", "UNSEEN BODY \"grüße\"");
            Assert.Contains("found 0", told, StringComparison.Ordinal);
            Assert.Contains("not flag Seen: of 0, found 0", told, StringComparison.Ordinal);
            Assert.Contains("messages opened: of 0", told, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("There is no user who@example.org.", "who@example.org", "INBOX", "ALL")]
    [InlineData("BAD", "anna@example.org", "INBOX", "NONSENSE")]
    [InlineData("NO", "anna@example.org", "Nowhere", "ALL")]
    [InlineData("one line of text", "anna@example.org", "INBOX", "ALL\r\nx DELETE INBOX")]
    public async Task What_cannot_be_searched_is_said_in_a_sentence(string sentence, params string[] arguments)
    {
        using var line = new CommandLine();
        await line.DoneAsync("user", "add", "anna@example.org");
        var (code, _, error) = await line.RunAsync(["search", "explain", .. arguments]);
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }
}
