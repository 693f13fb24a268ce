using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts.Running;

/// <summary>One of the clients of a script, over all the connections that it needs when the server is restarted.</summary>
internal sealed class ScriptClient(ClientConnection connection, Action<string> record) : IAsyncDisposable
{
    private ClientConnection _connection = connection;
    private string? _login;
    private string? _selection;
    private string? _pending;
    private string _command = "";

    /// <summary>What the fixture says of every client: the greeting, LOGIN, SELECT.</summary>
    public async Task BeginAsync(IReadOnlyList<string> fixture)
    {
        if (fixture.Contains("greeting"))
        {
            return;
        }

        await RequireAsync("* OK ");
        if (fixture.Contains("logged-in") || fixture.Contains("selected"))
        {
            await QuietlyAsync("LOGIN anna secret");
            _login = "LOGIN anna secret";
        }

        if (fixture.Contains("selected"))
        {
            await QuietlyAsync("SELECT INBOX");
            _selection = "SELECT INBOX";
        }
    }

    /// <summary>A line, or a command with literals: <c>{=file}</c> waits to be asked for, <c>{+file}</c> does not.</summary>
    public async Task SendAsync(string text)
    {
        record("C: " + text);
        _command = text;
        text = text.Replace("<lf>", "\n", StringComparison.Ordinal);
        for (var start = text.IndexOf("{+", StringComparison.Ordinal); start >= 0; start = text.IndexOf("{+", start, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            var octets = Messages.Read(text[(start + 2)..end]);
            text = $"{text[..start]}{{{octets.Length}+}}\r\n{octets}{text[(end + 1)..]}";
        }

        for (var start = text.IndexOf("{=", StringComparison.Ordinal); start >= 0; start = text.IndexOf("{=", StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            var octets = Messages.Read(text[(start + 2)..end]);
            await _connection.SendAsync($"{text[..start]}{{{octets.Length}}}\r\n");
            if (await ReadAsync() is not { } answer || !answer.StartsWith('+'))
            {
                throw new InvalidDataException("The literal was not asked for.");
            }

            text = octets + text[(end + 1)..];
        }

        await _connection.SendAsync(text + "\r\n");
    }

    public async Task<string?> ReadAsync()
    {
        var response = _pending ?? await _connection.ReadAsync();
        _pending = null;
        record("S: " + (response ?? "(closed)"));
        return response;
    }

    /// <summary>The response is the tagged OK of the last command, and nothing hinders a restart behind it.</summary>
    public bool HasEnded(string response)
    {
        var words = _command.Split(' ');
        if (words.Length < 2 || !response.StartsWith(words[0] + " OK", StringComparison.Ordinal))
        {
            return false;
        }

        switch (words[1].ToUpperInvariant())
        {
            case "LOGIN" or "AUTHENTICATE":
                _login = "LOGIN anna secret";
                break;
            case "SELECT" or "EXAMINE":
                _selection = _command[(words[0].Length + 1)..];
                break;
            case "CLOSE" or "UNSELECT":
                _selection = null;
                break;
            case "LOGOUT":
                return false;
        }

        return true;
    }

    public Task EndAsync() => _connection.StopAsync();

    /// <summary>Logs in and selects again, as the client was before.</summary>
    public async Task ResumeAsync(ClientConnection connection, int number)
    {
        await _connection.DisposeAsync();
        _connection = connection;
        record($"-- {number} is connected again");
        await RequireAsync("* OK ");
        foreach (var command in new[] { _login, _selection }.OfType<string>())
        {
            await QuietlyAsync(command);
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task QuietlyAsync(string command)
    {
        await _connection.SendAsync($"fixture {command}\r\n");
        string response;
        do
        {
            response = await ReadAsync() ?? throw new InvalidDataException("The server closed while the fixture was made.");
        }
        while (response.StartsWith('*'));
        if (!response.StartsWith("fixture OK", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{command}: {response}");
        }
    }

    private async Task RequireAsync(string start)
    {
        var response = await ReadAsync();
        if (response?.StartsWith(start, StringComparison.Ordinal) != true)
        {
            throw new InvalidDataException($"No greeting, but {response}");
        }
    }
}
