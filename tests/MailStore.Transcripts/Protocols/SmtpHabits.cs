using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts.Protocols;

/// <summary>
/// A client of SMTP: reads the greeting, and with <c>greeted</c> in the fixture says EHLO or LHLO. In what it sends, <c>{=file}</c> is a
/// message with its dots doubled, <c>{9*x}</c> nine times the letter, <c>&lt;lf&gt;</c>, <c>&lt;cr&gt;</c>, <c>&lt;crlf&gt;</c> and <c>&lt;nul&gt;</c>
/// octets, and <c>&lt;no-crlf&gt;</c> at the end leaves the line open.
/// </summary>
internal sealed class SmtpHabits(Script script) : IHabits
{
    private string _last = "";

    public async Task BeginAsync(IDialogue client)
    {
        if (script.Fixture.Contains("greeting"))
        {
            return;
        }

        await client.RequireAsync("220 ");
        if (script.Fixture.Contains("greeted"))
        {
            await client.WriteAsync(script.Header["role"] == "lmtp" ? "LHLO client.example\r\n" : "EHLO client.example\r\n");
            await UntilLastAsync(client, "250");
        }

        if (script.Fixture.Contains("logged-in"))
        {
            // anna, secret
            await client.WriteAsync("AUTH PLAIN AGFubmEAc2VjcmV0\r\n");
            await client.RequireAsync("235 ");
        }
    }

    public Task SendAsync(IDialogue client, string text)
    {
        _last = text;
        return client.WriteAsync(Expand(text));
    }

    public bool HasEnded(string response) => _last == "." && response.StartsWith("250 2.0.0", StringComparison.Ordinal);

    public Task ResumeAsync(IDialogue client) => BeginAsync(client);

    public static string Expand(string text)
    {
        if (text.StartsWith("{=", StringComparison.Ordinal))
        {
            var message = "\r\n" + Messages.Read(text[2..text.IndexOf('}')]);
            return message.Replace("\r\n.", "\r\n..", StringComparison.Ordinal)[2..];
        }

        for (var start = text.IndexOf('{'); start >= 0 && text.IndexOf('*', start) is > 0 and var star && text[star + 2] == '}'; start = text.IndexOf('{'))
        {
            text = text[..start] + new string(text[star + 1], int.Parse(text[(start + 1)..star])) + text[(star + 3)..];
        }

        text = text
            .Replace("<crlf>", "\r\n", StringComparison.Ordinal)
            .Replace("<lf>", "\n", StringComparison.Ordinal)
            .Replace("<cr>", "\r", StringComparison.Ordinal)
            .Replace("<nul>", "\0", StringComparison.Ordinal);
        return text.EndsWith("<no-crlf>", StringComparison.Ordinal) ? text[..^"<no-crlf>".Length] : text + "\r\n";
    }

    private static async Task UntilLastAsync(IDialogue client, string code)
    {
        string? line;
        do
        {
            line = await client.ReadAsync();
        }
        while (line?.StartsWith(code + "-", StringComparison.Ordinal) == true);

        if (line?.StartsWith(code + " ", StringComparison.Ordinal) != true)
        {
            throw new InvalidDataException($"Expected {code}, but got {line}");
        }
    }
}
