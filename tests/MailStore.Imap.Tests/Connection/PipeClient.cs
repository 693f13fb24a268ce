using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Mime.Extraction;
using MailStore.Testing.Connections;
using MailStore.Testing.Memory;
using MailStore.Testing.Time;

namespace MailStore.Imap.Tests.Connection;

/// <summary>A connection of the twin's, with a client at the other end of two pipes.</summary>
internal sealed class PipeClient : IAuthenticator, IAsyncDisposable
{
    private readonly MemoryConnection _connection;
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _clock;
    private readonly bool _ownsStore;
    private StreamReader _reader;
    private Stream? _deflated;

    /// <param name="store">Of another client, who is there longer than this one.</param>
    public PipeClient(PipeOptions? replies = null, TimeProvider? clock = null, MemoryMailStore? store = null, PipeOptions? requests = null, ISessionWatch? watch = null)
    {
        _ownsStore = store is null;
        _clock = clock ?? Clock;
        _connection = new(replies, requests) { IsPrivate = true, Watch = watch };
        Store = store ?? new MemoryMailStore(Clock);
        _reader = new(_connection.Client.Input.AsStream(), Encoding.Latin1);
    }

    public ManualClock Clock { get; } = new();

    public MemoryMailStore Store { get; }

    public PlaceBudget Places { get; init; } = new();

    public ImapLimits Limits { get; init; } = new();

    public TextExtraction Extraction { get; init; } = TextExtraction.None;

    public Task Server { get; private set; } = Task.CompletedTask;

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default) =>
        new(SignIn.As(AccountName.Create("anna")));

    public async Task BeginAsync(bool isLoggedIn)
    {
        if (_ownsStore)
        {
            await Store.CreateAccount(AccountName.Create("anna"));
        }

        var connection = new ImapConnection(_connection, new ImapServices(Store, this, _clock) { Places = Places, Limits = Limits, Extraction = Extraction });
        Server = Task.Run(async () =>
        {
            await connection.RunAsync(_stop.Token);
            await _connection.EndServerAsync();
        });
        await ReadAsync();
        if (isLoggedIn)
        {
            await DoAsync("LOGIN anna x");
        }
    }

    public async Task SendAsync(string text) => await SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Compressed, after <see cref="CompressAsync"/>.</summary>
    public async Task SendAsync(byte[] octets)
    {
        if (_deflated is null)
        {
            await SendRawAsync(octets);
            return;
        }

        await _deflated.WriteAsync(octets);
        await _deflated.FlushAsync();
    }

    public async Task SendRawAsync(byte[] octets) => await _connection.Client.Output.WriteAsync(octets);

    /// <summary>RFC 4978: both ways from here on. The OK is the last line that is plain.</summary>
    public async Task CompressAsync()
    {
        await SendAsync("z COMPRESS DEFLATE\r\n");
        Assert.StartsWith("z OK", await ReadAsync());
        _deflated = new DeflateStream(_connection.Client.Output.AsStream(leaveOpen: true), CompressionLevel.Optimal, leaveOpen: true);
        _reader = new(new DeflateStream(_connection.Client.Input.AsStream(), CompressionMode.Decompress), Encoding.Latin1);
    }

    public Task<string?> ReadAsync() => _reader.ReadLineAsync();

    public async Task DoAsync(string command)
    {
        await SendAsync($"x {command}\r\n");
        while (await ReadAsync() is { } line && !line.StartsWith("x OK", StringComparison.Ordinal))
        {
            Assert.StartsWith("* ", line);
        }
    }

    /// <summary>Lets time pass until there is a line.</summary>
    public async Task<(string? Line, TimeSpan Passed)> WaitForLineAsync()
    {
        var start = Clock.GetUtcNow();
        var line = ReadAsync();
        while (!line.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        return (await line, Clock.GetUtcNow() - start);
    }

    public Task StopAsync() => _stop.CancelAsync();

    /// <summary>The same from within the server.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>The client will say no more, which nobody reads just now.</summary>
    public void HangUp() => _connection.EndRequests();

    public async ValueTask DisposeAsync()
    {
        await _connection.EndClientAsync();
        await Server;
        _stop.Dispose();
        if (_ownsStore)
        {
            await Store.DisposeAsync();
        }
    }
}
