using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts.Protocols;

/// <summary>A client of IMAP: logs in, selects, and sends literals when it is asked to.</summary>
internal sealed class ImapHabits(IReadOnlyList<string> fixture) : IHabits
{
    private string? _login;
    private string? _selection;
    private string _command = "";

    public async Task BeginAsync(IDialogue client)
    {
        if (fixture.Contains("greeting"))
        {
            return;
        }

        await client.RequireAsync("* OK ");
        if (fixture.Contains("logged-in") || fixture.Contains("selected"))
        {
            _login = "LOGIN anna secret";
            await QuietlyAsync(client, _login);
        }

        if (fixture.Contains("selected"))
        {
            _selection = "SELECT INBOX";
            await QuietlyAsync(client, _selection);
        }
    }

    /// <summary>A line, or a command with literals: <c>{=file}</c> waits to be asked for, <c>{+file}</c> does not.</summary>
    public async Task SendAsync(IDialogue client, string text)
    {
        _command = text;
        text = text.Replace("<lf>", "\n", StringComparison.Ordinal);
        for (var start = text.IndexOf("{+", StringComparison.Ordinal); start >= 0; start = text.IndexOf("{+", start, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            var octets = Messages.Octets(text[(start + 2)..end]);
            text = $"{text[..start]}{{{octets.Length}+}}\r\n{octets}{text[(end + 1)..]}";
        }

        for (var start = text.IndexOf("{=", StringComparison.Ordinal); start >= 0; start = text.IndexOf("{=", StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            var octets = Messages.Octets(text[(start + 2)..end]);
            await client.WriteAsync($"{text[..start]}{{{octets.Length}}}\r\n");
            await client.RequireAsync("+");
            text = octets + text[(end + 1)..];
        }

        await client.WriteAsync(text.Replace("<crlf>", "\r\n", StringComparison.Ordinal) + "\r\n");
    }

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

    /// <summary>Logs in and selects again, as the client was before.</summary>
    public async Task ResumeAsync(IDialogue client)
    {
        await client.RequireAsync("* OK ");
        foreach (var command in new[] { _login, _selection }.OfType<string>())
        {
            await QuietlyAsync(client, command);
        }
    }

    private static async Task QuietlyAsync(IDialogue client, string command)
    {
        await client.WriteAsync($"fixture {command}\r\n");
        string response;
        do
        {
            response = await client.ReadAsync() ?? throw new InvalidDataException("The server closed while the fixture was made.");
        }
        while (response.StartsWith('*'));
        if (!response.StartsWith("fixture OK", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{command}: {response}");
        }
    }
}
