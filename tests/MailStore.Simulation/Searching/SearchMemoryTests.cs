using System.Globalization;
using MailStore.Simulation.Kills;

namespace MailStore.Simulation.Searching;

/// <summary>
/// Searching, sorting and threading in a process that may have a few megabytes of memory and not one more, over a mailbox that has more text
/// than that. <c>MAILSTORE_MESSAGES</c> and <c>MAILSTORE_MEGABYTES</c> for other sizes.
/// </summary>
public sealed class SearchMemoryTests
{
    [Fact]
    public async Task A_mailbox_is_searched_in_less_memory_than_its_text_has()
    {
        var (messages, megabytes) = (Setting("MAILSTORE_MESSAGES", 3200), Setting("MAILSTORE_MEGABYTES", 24));
        using var folder = new TemporaryFolder();
        await using (var store = LargeMailbox.Open(folder.Path))
        {
            var octets = await store.FillAsync(messages);

            // A search that had all of it in memory would not do.
            Assert.True(octets > megabytes * 1024L * 1024, $"{octets} octets of mail show nothing with {megabytes} MB of memory");
        }

        var (code, said) = await ChildProcess.RunAsync(
            new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = (megabytes * 1024L * 1024).ToString("x", CultureInfo.InvariantCulture), ["DOTNET_gcServer"] = "0" },
            SearchMemoryCommand.Name,
            folder.Path);
        Assert.True(code == 0, said);
        Assert.Equal(LargeMailbox.Commands.Count, said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : usual;
}
