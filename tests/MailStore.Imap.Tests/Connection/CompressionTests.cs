using System.Text;

namespace MailStore.Imap.Tests.Connection;

public sealed class CompressionTests
{
    [Fact]
    public async Task Behind_the_OK_everything_is_deflated_both_ways()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: true);
        await client.CompressAsync();
        await client.DoAsync("SELECT INBOX");
        var body = string.Concat(Enumerable.Repeat("All work and no play\r\n", 5000));
        await client.SendAsync($"a APPEND INBOX {{{body.Length}+}}\r\n{body}\r\n");
        await UntilAsync(client, "a OK");
        await client.SendAsync("b FETCH 1 BODY.PEEK[]\r\n");
        Assert.Equal($"* 1 FETCH (BODY[] {{{body.Length}}}", await client.ReadAsync());
        for (var number = 0; number < 5000; number++)
        {
            Assert.Equal("All work and no play", await client.ReadAsync());
        }

        Assert.Equal(")", await client.ReadAsync());
        Assert.StartsWith("b OK", await client.ReadAsync());
    }

    [Fact]
    public async Task Twice_is_refused_and_no_longer_offered()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: true);
        await client.CompressAsync();
        await client.SendAsync("a COMPRESS DEFLATE\r\n");
        Assert.StartsWith("a NO [COMPRESSIONACTIVE]", await client.ReadAsync());
        await client.SendAsync("b CAPABILITY\r\n");
        Assert.DoesNotContain("COMPRESS", await client.ReadAsync(), StringComparison.Ordinal);
        Assert.StartsWith("b OK", await client.ReadAsync());
        await client.SendAsync("c UNAUTHENTICATE\r\n");
        Assert.StartsWith("c NO [CANNOT]", await client.ReadAsync());
    }

    [Fact]
    public async Task Each_reply_leaves_at_once_though_there_is_little_of_it()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: true);
        await client.CompressAsync();
        for (var number = 0; number < 50; number++)
        {
            await client.SendAsync($"n{number} NOOP\r\n");
            Assert.StartsWith($"n{number} OK", await client.ReadAsync());
        }
    }

    [Fact]
    public async Task What_is_not_deflated_ends_the_connection()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: true);
        await client.CompressAsync();
        await client.SendRawAsync(Encoding.ASCII.GetBytes("a NOOP\r\nb NOOP\r\nc NOOP\r\n"));
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task What_inflates_a_thousand_times_fills_no_memory()
    {
        await using var client = new PipeClient();
        await client.BeginAsync(isLoggedIn: true);
        await client.CompressAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var line = new byte[16 * 1024 * 1024];
        line.AsSpan().Fill((byte)'a');
        await client.SendAsync("x ");
        for (var times = 0; times < 8; times++)
        {
            await client.SendAsync(line);
        }

        await client.SendAsync("\r\ny NOOP\r\n");
        var said = await client.ReadAsync();
        Assert.True(said is null || said.StartsWith("x BAD", StringComparison.Ordinal) || said.StartsWith("* B", StringComparison.Ordinal), said);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - line.Length - before, long.MinValue, 8 * 1024 * 1024);
    }

    private static async Task UntilAsync(PipeClient client, string start)
    {
        while (await client.ReadAsync() is { } line && !line.StartsWith(start, StringComparison.Ordinal))
        {
            Assert.StartsWith("* ", line);
        }
    }
}
