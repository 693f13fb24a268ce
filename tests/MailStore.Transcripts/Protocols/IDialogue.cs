namespace MailStore.Transcripts.Protocols;

/// <summary>A client's end of the connection that it has just now.</summary>
internal interface IDialogue
{
    /// <summary>Octets as they are.</summary>
    Task WriteAsync(string text);

    /// <summary>The next response; null where the server has closed.</summary>
    Task<string?> ReadAsync();

    /// <summary>The next response starts like this.</summary>
    Task RequireAsync(string start);
}
