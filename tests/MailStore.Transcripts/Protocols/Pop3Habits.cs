using MailStore.Transcripts.Scripts;

namespace MailStore.Transcripts.Protocols;

/// <summary>A client of POP3: logs in.</summary>
internal sealed class Pop3Habits(IReadOnlyList<string> fixture) : IHabits
{
    public async Task BeginAsync(IDialogue client)
    {
        if (fixture.Contains("greeting"))
        {
            return;
        }

        await client.RequireAsync("+OK");
        if (fixture.Contains("logged-in"))
        {
            await LogInAsync(client);
        }
    }

    public Task SendAsync(IDialogue client, string text) => client.WriteAsync(Messages.Expand(text).Replace("<lf>", "\n", StringComparison.Ordinal) + "\r\n");

    /// <summary>What was done before QUIT is of one session, and behind it there is none.</summary>
    public bool HasEnded(string response) => false;

    public async Task ResumeAsync(IDialogue client)
    {
        await client.RequireAsync("+OK");
        await LogInAsync(client);
    }

    private static async Task LogInAsync(IDialogue client)
    {
        await client.WriteAsync("USER anna\r\nPASS secret\r\n");
        await client.RequireAsync("+OK");
        await client.RequireAsync("+OK");
    }
}
