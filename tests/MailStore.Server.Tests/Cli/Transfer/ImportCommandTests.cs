using System.Text.Json;
using MailStore.Server.Tests.Hosting;

namespace MailStore.Server.Tests.Cli.Transfer;

public sealed class ImportCommandTests
{
    [Fact]
    public async Task Two_imports_of_the_same_mail_at_once_bring_it_once()
    {
        const int Messages = 2000;
        using var line = new CommandLine();
        await using var server = await RunningServer.StartAsync(line.Data, "--user", "root@example.org:x");
        await line.DoneAsync("user", "add", "anna@example.org");
        var path = Path.Combine(line.Folder, "mail.mbox");
        await File.WriteAllTextAsync(path, string.Concat(Enumerable.Range(1, Messages).Select(number => $"From a@example.org Sat Nov 21 20:47:00 2026\nSubject: {number}\n\nbody\n\n")));

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => line.DoneAsync("import", "mbox", "anna@example.org", path)));
        var shown = JsonDocument.Parse(await line.DoneAsync("user", "quota", "anna@example.org", "--json")).RootElement;
        Assert.Equal(Messages, shown.GetProperty("messages").GetInt32());
    }
}
