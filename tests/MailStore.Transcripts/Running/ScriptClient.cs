using MailStore.Transcripts.Protocols;

namespace MailStore.Transcripts.Running;

/// <summary>One of the clients of a script, over all the connections that it needs when the server is restarted.</summary>
internal sealed class ScriptClient(ClientConnection connection, IHabits habits, Action<string> record) : IDialogue, IAsyncDisposable
{
    private ClientConnection _connection = connection;

    /// <summary>What the fixture says of every client.</summary>
    public Task BeginAsync() => habits.BeginAsync(this);

    public Task SendAsync(string text)
    {
        record("C: " + text);
        return habits.SendAsync(this, text);
    }

    /// <summary>Octets as they are.</summary>
    public Task WriteAsync(string text) => _connection.SendAsync(text);

    public async Task<string?> ReadAsync()
    {
        var response = await _connection.ReadAsync();
        record("S: " + (response ?? "(closed)"));
        return response;
    }

    /// <summary>Until there is something to read.</summary>
    public Task ListenAsync() => _connection.ListenAsync();

    /// <summary>The next response starts like this.</summary>
    public async Task RequireAsync(string start)
    {
        var response = await ReadAsync();
        if (response?.StartsWith(start, StringComparison.Ordinal) != true)
        {
            throw new InvalidDataException($"Expected {start}, but got {response}");
        }
    }

    public bool HasEnded(string response) => habits.HasEnded(response);

    public void StartTls() => _connection.StartTls();

    public Task EndAsync() => _connection.StopAsync();

    public async Task ResumeAsync(ClientConnection connection, int number)
    {
        await _connection.DisposeAsync();
        _connection = connection;
        record($"-- {number} is connected again");
        await habits.ResumeAsync(this);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
