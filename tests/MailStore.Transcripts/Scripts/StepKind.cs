namespace MailStore.Transcripts.Scripts;

internal enum StepKind
{
    /// <summary>What the client sends.</summary>
    Client,

    /// <summary>The response that comes next.</summary>
    Server,

    /// <summary>One of the responses that come next, in any order.</summary>
    ServerAnyOrder,

    /// <summary>Untagged responses that nobody cares about here, up to the one that is expected next.</summary>
    More,

    /// <summary>The server closes the connection.</summary>
    Closed,

    /// <summary>Server and store are stopped as they should be, and started again.</summary>
    Restart,

    /// <summary>The store is lost in the middle, and opened again.</summary>
    Crash,

    /// <summary>Nobody says anything until the server does, and not before so many minutes have passed.</summary>
    Silence,

    /// <summary>The client begins TLS, as it was told it may.</summary>
    Tls,

    /// <summary>How many messages are in a mailbox, whatever the protocol would say: account, mailbox, count.</summary>
    Mailbox,

    /// <summary>A message as the store has it, line by line in what follows: account, mailbox, number.</summary>
    Message,

    /// <summary>A line of that message.</summary>
    Line,
}
