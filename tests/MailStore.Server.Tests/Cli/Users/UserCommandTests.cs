using System.Text.Json;
using MailStore.Server.Cli.Output;
using MailStore.Server.Tests.Hosting;

namespace MailStore.Server.Tests.Cli.Users;

public sealed class UserCommandTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Users_are_added_shown_changed_and_deleted_whether_or_not_a_server_runs(bool isServed)
    {
        using var line = new CommandLine();
        var server = isServed ? await RunningServer.StartAsync(line.Data, "--user", "root@example.org:x") : null;
        await using (server)
        {
            var added = await line.DoneAsync("user", "add", "Anna@example.org", "--address", "a@example.net", "--quota", "2M", "--json");
            var password = JsonDocument.Parse(added).RootElement.GetProperty("password").GetString()!;
            Assert.Equal(16, password.Length);
            Assert.Equal(ExitCode.Done, (await line.RunOnAsync("bert's\n", "user", "add", "bert@example.org", "--password-stdin", "--admin")).Code);
            Assert.Equal(["anna@example.org a@example.net", "bert@example.org (administrator)"], Lines(await line.DoneAsync("user", "list")));
            await line.DoneAsync("user", "disable", "anna@example.org");
            await line.DoneAsync("user", "app-password", "add", "anna@example.org", "phone", "--for", "imap", "pop3");
            await line.DoneAsync("user", "address", "add", "anna@example.org", "annie@example.org");
            await line.DoneAsync("user", "quota", "anna@example.org", "--messages", "100", "--bytes", "none");
            var shown = JsonDocument.Parse(await line.DoneAsync("user", "show", "anna@example.org", "--json")).RootElement;
            Assert.True(shown.GetProperty("isDisabled").GetBoolean());
            Assert.Equal("phone", shown.GetProperty("appPasswords")[0].GetProperty("label").GetString());
            Assert.Equal(2, shown.GetProperty("addresses").GetArrayLength());
            Assert.Equal(100, shown.GetProperty("quota").GetProperty("limits").GetProperty("messages").GetInt32());
            Assert.Equal(JsonValueKind.Null, shown.GetProperty("quota").GetProperty("limits").GetProperty("bytes").ValueKind);
            Assert.DoesNotContain(password, shown.ToString(), StringComparison.Ordinal);

            await line.DoneAsync("address", "put", "team@example.org", "anna@example.org", "bert@example.org");
            Assert.Contains("team@example.org -> anna@example.org bert@example.org (List)", await line.DoneAsync("address", "list"), StringComparison.Ordinal);
            Assert.Equal(["example.org", "example.net"], Lines(await line.DoneAsync("domain", "list")));
            Assert.Equal(ExitCode.Refused, (await line.RunAsync("user", "delete", "anna@example.org")).Code);
            await line.DoneAsync("user", "delete", "anna@example.org", "--yes");
            Assert.Equal(["bert@example.org (administrator)"], Lines(await line.DoneAsync("user", "list")));
        }
    }

    [Theory]
    [InlineData("There is no user who@example.org.", 1, "user", "show", "who@example.org")]
    [InlineData("There is no user who@example.org.", 1, "user", "passwd", "who@example.org")]
    [InlineData("There is no user who@example.org.", 1, "user", "quota", "who@example.org")]
    [InlineData("There is a user anna@example.org.", 1, "user", "add", "anna@example.org")]
    [InlineData("'a b' is no name of a user", 2, "user", "add", "a b")]
    [InlineData("'2X' is no size", 2, "user", "quota", "anna@example.org", "--bytes", "2X")]
    [InlineData("'x' is neither a user nor an address", 1, "address", "put", "y@example.org", "x")]
    public async Task What_cannot_be_done_is_said_in_a_sentence(string sentence, int expected, params string[] arguments)
    {
        using var line = new CommandLine();
        await line.DoneAsync("user", "add", "anna@example.org");
        var (code, output, error) = await line.RunAsync(arguments);
        Assert.Equal(expected, (int)code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public async Task A_folder_without_a_store_is_not_made_one_by_looking()
    {
        using var line = new CommandLine();
        var (code, _, error) = await line.RunAsync("user", "list");
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("holds no MailStore store", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(line.Data));
    }

    private static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
