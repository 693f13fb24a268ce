using MailStore.Imap.Session;
using MailStore.Testing.Time;

namespace MailStore.Imap.Tests.Connection;

public sealed class LongSearchTests : IAsyncLifetime
{
    private const int Messages = 200;

    /// <summary>In the middle of the search.</summary>
    private const int Middle = 50;

    private readonly ManualClock _clock = new();
    private readonly EventfulClock _looked;
    private readonly PipeClient _client;

    public LongSearchTests()
    {
        _looked = new(_clock);
        _client = ClientOf(_looked);
    }

    public async Task InitializeAsync()
    {
        await _client.BeginAsync(isLoggedIn: true);
        for (var number = 0; number < Messages; number++)
        {
            await _client.DoAsync("APPEND INBOX {14+}\r\nSubject: x\r\n\r\n");
        }

        await _client.DoAsync("SELECT INBOX");
    }

    public async Task DisposeAsync() => await _client.DisposeAsync();

    private static PipeClient ClientOf(TimeProvider clock) => new(clock: clock);

    [Theory]
    [InlineData("SEARCH BODY nothing")]
    [InlineData("SEARCH RETURN (COUNT) FUZZY BODY nothing")]
    [InlineData("SORT (SUBJECT) UTF-8 BODY nothing")]
    [InlineData("SORT (SUBJECT) UTF-8 ALL")]
    [InlineData("THREAD REFS UTF-8 ALL")]
    [InlineData("ESEARCH IN (personal) BODY nothing")]
    public async Task A_search_ends_soon_after_its_client_hung_up(string command)
    {
        _looked.Looked = look =>
        {
            if (look == Middle)
            {
                _client.HangUp();
                _clock.Advance(new ImapLimits().ForsakenTime);
            }
        };
        await _client.SendAsync($"a7 {command}\r\n");
        await _client.Server;
        Assert.InRange(_looked.Looks, Middle, Middle + 2);
    }

    [Fact]
    public async Task Who_says_all_commands_at_once_and_no_more_gets_the_answers()
    {
        _looked.Looked = look =>
        {
            if (look == Middle)
            {
                _client.HangUp();
            }
        };
        await _client.SendAsync("a7 SEARCH BODY nothing\r\n");
        Assert.Equal("* SEARCH", await _client.ReadAsync());
        Assert.StartsWith("a7 OK", await _client.ReadAsync());
        await _client.Server;
    }

    [Fact]
    public async Task A_server_that_stops_does_not_wait_for_a_search()
    {
        _looked.Looked = look =>
        {
            if (look == Middle)
            {
                _client.Stop();
            }
        };
        await _client.SendAsync("a7 SEARCH BODY nothing\r\n");
        Assert.Equal("* BYE [UNAVAILABLE] The server ends this session", await _client.ReadAsync());
        await _client.Server;
        Assert.InRange(_looked.Looks, Middle, Middle + 2);
    }

    [Theory]
    [InlineData("SEARCH BODY nothing")]
    [InlineData("SORT (SUBJECT) UTF-8 ALL")]
    [InlineData("THREAD REFS UTF-8 ALL")]
    public async Task What_takes_too_long_is_refused_and_the_session_goes_on(string command)
    {
        _looked.Looked = look =>
        {
            if (look == Middle)
            {
                _clock.Advance(new ImapLimits().SearchTime);
            }
        };
        await _client.SendAsync($"a7 {command}\r\n");
        var line = await _client.ReadAsync();
        line = line!.StartsWith("* OK [INPROGRESS ", StringComparison.Ordinal) ? await _client.ReadAsync() : line;
        Assert.StartsWith("a7 NO [LIMIT] ", line);
        _looked.Looked = null;
        await _client.DoAsync(command);
    }

    [Fact]
    public async Task A_search_that_took_too_long_saves_nothing()
    {
        await _client.DoAsync("SEARCH RETURN (SAVE) ALL");
        _looked.Looked = look =>
        {
            if (look == Middle)
            {
                _clock.Advance(new ImapLimits().SearchTime);
            }
        };
        await _client.SendAsync("a7 SEARCH RETURN (SAVE) BODY nothing\r\n");
        Assert.StartsWith("* OK [INPROGRESS ", await _client.ReadAsync());
        Assert.StartsWith("a7 NO [LIMIT] ", await _client.ReadAsync());
        _looked.Looked = null;
        await _client.SendAsync("a8 SEARCH $\r\n");
        Assert.Equal("* SEARCH", await _client.ReadAsync());
    }

    /// <summary>The one that searches stands still in the middle; whoever else is there does not.</summary>
    [Fact]
    public async Task Others_read_and_write_the_mailbox_meanwhile()
    {
        using var isThere = new SemaphoreSlim(0);
        using var goesOn = new SemaphoreSlim(0);
        _looked.Looked = look =>
        {
            if (look == Middle)
            {
                isThere.Release();
                goesOn.Wait();
            }
        };
        await _client.SendAsync("a7 SEARCH BODY nothing\r\n");
        await isThere.WaitAsync();
        await using (var other = new PipeClient(store: _client.Store))
        {
            await other.BeginAsync(isLoggedIn: true);
            await other.DoAsync("SELECT INBOX");
            await other.DoAsync("STORE 1:* +FLAGS (\\Deleted)");
            await other.DoAsync("EXPUNGE");
            await other.DoAsync("SEARCH BODY nothing");
            await other.DoAsync("APPEND INBOX {14+}\r\nSubject: y\r\n\r\n");
        }

        goesOn.Release();
        Assert.Equal("* SEARCH", await _client.ReadAsync());

        // RFC 9051 §7.5.1: no expunge before the answer is whole.
        Assert.Equal($"* {Messages + 1} EXISTS", await _client.ReadAsync());
    }
}
