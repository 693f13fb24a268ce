namespace MailStore.Transcripts.Scripts;

internal enum StepKind
{
    /// <summary>What the client sends.</summary>
    Client,

    /// <summary>The response that comes next.</summary>
    Server,

    /// <summary>One of the responses that come next, in any order.</summary>
    ServerAnyOrder,

    /// <summary>The server closes the connection.</summary>
    Closed,

    /// <summary>Server and store are stopped as they should be, and started again.</summary>
    Restart,

    /// <summary>The store is lost in the middle, and opened again.</summary>
    Crash,
}
