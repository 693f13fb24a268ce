using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Imap.Tests.Connection;

public sealed class NotifyTests
{
    [Fact]
    public async Task What_a_client_is_told_gives_it_no_more_time()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: true);
        await client.DoAsync("NOTIFY SET (PERSONAL (MailboxName))");
        var start = client.Clock.GetUtcNow();
        await TellAsync(client, "A");
        await TellAsync(client, "B");

        var (line, _) = await client.WaitForLineAsync();
        Assert.StartsWith("* BYE", line);
        Assert.InRange(client.Clock.GetUtcNow() - start, TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(41));
    }

    [Fact]
    public async Task Half_a_command_is_where_it_was_when_something_was_told()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: true);
        await client.DoAsync("NOTIFY SET (PERSONAL (MailboxName))");
        await client.SendAsync("y NO");
        await TellAsync(client, "A");
        await client.SendAsync("OP\r\n");
        Assert.StartsWith("y OK", await client.ReadAsync());
    }

    [Fact]
    public async Task Compressed_sessions_are_told_too()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: true);
        await client.CompressAsync();
        await client.DoAsync("NOTIFY SET (PERSONAL (MailboxName))");
        await TellAsync(client, "A");
        await TellAsync(client, "B");
        await client.DoAsync("NOOP");
    }

    // Ten minutes pass, and then somebody creates a mailbox.
    private static async Task TellAsync(PipeClient client, string name)
    {
        var anna = await client.Store.OpenAccountAsync(AccountName.Create("anna"));
        client.Clock.Advance(TimeSpan.FromMinutes(10));
        await anna!.Create(MailboxName.Create(name));
        Assert.Equal($"* LIST (\\HasNoChildren) \"/\" {name}", await client.ReadAsync());
    }
}
