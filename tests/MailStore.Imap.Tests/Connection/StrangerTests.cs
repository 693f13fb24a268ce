using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Testing.Connections;
using MailStore.Testing.Memory;
using MailStore.Testing.Time;

namespace MailStore.Imap.Tests.Connection;

/// <summary>Rows of the attack checklist: memory before login, literal floods, parenthesis bombs. CVE-2024-34055, CVE-2024-37358, CVE-2025-61600, CVE-2026-27857.</summary>
public sealed class StrangerTests
{
    private const int OffersMax = 16 * 1024 * 1024;

    /// <summary>What lies in the pipe, in the line's buffer, and what is thrown away unread to find the end of it.</summary>
    private const int TakenMax = 512 * 1024;

    [Theory]
    [InlineData("a line without an end", "a1 LOGIN ", "aaaaaaaaaaaaaaaa")]
    [InlineData("a tag without an end", "", "aaaaaaaaaaaaaaaa")]
    [InlineData("a parenthesis bomb", "a1 SEARCH ", "((((((((((((((((")]
    [InlineData("a bomb of quoted strings", "a1 ID (", "\"name\" \"value\" ")]
    [InlineData("a flood of literals", "", "a1 LOGIN {4000+}\r\n")]
    [InlineData("a flood of empty literals", "a1 LOGIN ", "{0+}\r\n")]
    [InlineData("a flood of commands that are none", "", "x\r\n")]
    [InlineData("a flood of empty lines", "", "\r\n")]
    [InlineData("a flood of refused logins", "", "a1 LOGIN anna wrong\r\n")]
    [InlineData("a literal that is too large", "a1 LOGIN {2000000000+}\r\n", "aaaaaaaaaaaaaaaa")]
    [InlineData("an initial response without an end", "a1 AUTHENTICATE PLAIN ", "QUFBQUFBQUFBQUFB")]
    public async Task Memory_before_login_has_a_bound(string name, string begin, string more)
    {
        var connection = new MemoryConnection { IsPrivate = true };
        await using var store = new MemoryMailStore(new ManualClock());
        var server = ServeAsync(connection, store);
        var reading = DrainAsync(connection);
        var taken = await FloodAsync(connection, begin, more);
        Assert.True(taken <= TakenMax, $"{name}: {taken} octets were taken before the server had enough");
        await server;
        await reading;
        await connection.EndClientAsync();
    }

    private static async Task ServeAsync(MemoryConnection connection, MemoryMailStore store)
    {
        await Task.Yield();
        await new ImapConnection(connection, new ImapServices(store, new Nobody(), new ManualClock())).RunAsync(CancellationToken.None);
        await connection.EndServerAsync();
    }

    // Replies are read, so that it is not them that stop the server.
    private static async Task DrainAsync(MemoryConnection connection)
    {
        while (true)
        {
            var result = await connection.Client.Input.ReadAsync();
            connection.Client.Input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                return;
            }
        }
    }

    /// <returns>Octets that went out before the server closed.</returns>
    private static async Task<int> FloodAsync(MemoryConnection connection, string begin, string more)
    {
        var output = connection.Client.Output;
        await output.WriteAsync(Encoding.ASCII.GetBytes(begin));
        var chunk = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(more, 1024 / more.Length)));
        var taken = begin.Length;
        while (taken < OffersMax)
        {
            var result = await output.WriteAsync(chunk);
            if (result.IsCompleted)
            {
                break;
            }

            taken += chunk.Length;
        }

        return taken;
    }

    private sealed class Nobody : IAuthenticator
    {
        public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default) => new(SignIn.Refused);
    }
}
