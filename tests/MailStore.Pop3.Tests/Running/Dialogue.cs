using System.IO.Pipelines;
using System.Text;
using MailStore.Pop3.Connection;
using MailStore.Pop3.Session;
using MailStore.Testing.Connections;

namespace MailStore.Pop3.Tests.Running;

/// <summary>A client at the other end of two pipes.</summary>
internal sealed class Dialogue : IAsyncDisposable
{
    private readonly Drop _drop;
    private readonly MemoryConnection _connection;
    private readonly CancellationTokenSource _stop = new();
    private readonly StreamReader _reader;

    public Dialogue(Drop drop, Pop3Limits? limits = null, PipeOptions? replies = null)
    {
        _drop = drop;
        _connection = new(replies) { IsPrivate = true };
        _reader = new(_connection.Client.Input.AsStream(), Encoding.Latin1);
        Server = Task.Run(async () =>
        {
            try
            {
                await new Pop3Connection(_connection, drop.Services(limits)).RunAsync(_stop.Token);
            }
            finally
            {
                await _connection.EndServerAsync();
            }
        });
    }

    public Task Server { get; }

    public async Task SendAsync(string text) => await _connection.Client.Output.WriteAsync(Encoding.Latin1.GetBytes(text));

    public Task<string?> ReadAsync() => _reader.ReadLineAsync();

    public async Task LogInAsync()
    {
        await SendAsync("USER anna\r\nPASS x\r\n");
        for (var number = 0; number < 3; number++)
        {
            Assert.StartsWith("+OK", await ReadAsync());
        }
    }

    /// <summary>Lets time pass until there is a line, or the end.</summary>
    public async Task<(string? Line, TimeSpan Passed)> WaitForLineAsync()
    {
        var start = _drop.Clock.GetUtcNow();
        var line = ReadAsync();
        while (!line.IsCompleted)
        {
            _drop.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        return (await line, _drop.Clock.GetUtcNow() - start);
    }

    public Task StopAsync() => _stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _connection.EndClientAsync();
        await Server;
        _stop.Dispose();
    }
}
