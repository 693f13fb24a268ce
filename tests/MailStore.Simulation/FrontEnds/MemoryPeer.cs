using System.Text;
using MailStore.Abstractions.Connections;
using MailStore.Testing.Connections;

namespace MailStore.Simulation.FrontEnds;

/// <summary>A client of a front end, both in memory: lines in and lines out.</summary>
internal sealed class MemoryPeer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly MemoryConnection _connection = new() { IsPrivate = true };
    private readonly StreamReader _reader;
    private readonly Task _server;

    public MemoryPeer(Func<IClientConnection, Task> serve)
    {
        _reader = new(_connection.Client.Input.AsStream(), Encoding.Latin1);
        _server = ServeAsync(serve);
    }

    /// <summary>The first line that a predicate takes; null if the server closes before.</summary>
    public async Task<string?> AskAsync(string text, Func<string, bool> isAnswer)
    {
        if (text.Length > 0)
        {
            await _connection.Client.Output.WriteAsync(Encoding.Latin1.GetBytes(text));
        }

        while (await _reader.ReadLineAsync().WaitAsync(s_patience) is { } line)
        {
            if (isAnswer(line))
            {
                return line;
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.EndClientAsync();
        await _server.WaitAsync(s_patience);
    }

    private async Task ServeAsync(Func<IClientConnection, Task> serve)
    {
        try
        {
            await Task.Yield();
            await serve(_connection);
        }
        finally
        {
            await _connection.EndServerAsync();
        }
    }
}
