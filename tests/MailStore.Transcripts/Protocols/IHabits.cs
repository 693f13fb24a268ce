namespace MailStore.Transcripts.Protocols;

/// <summary>What a client of a script does that the script does not say: a greeting, a login, literals. One for each client.</summary>
internal interface IHabits
{
    /// <summary>From the greeting to where the script begins.</summary>
    Task BeginAsync(IDialogue client);

    /// <summary>What the script says that the client sends.</summary>
    Task SendAsync(IDialogue client, string text);

    /// <summary>The response says that all of what was sent is done and durable, and nothing hinders a restart behind it.</summary>
    bool HasEnded(string response);

    /// <summary>After a restart: to where the client was.</summary>
    Task ResumeAsync(IDialogue client);
}
