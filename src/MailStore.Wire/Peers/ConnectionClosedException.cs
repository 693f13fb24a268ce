namespace MailStore.Wire.Peers;

/// <summary>The client is gone. Caught once, where its connection ends.</summary>
public sealed class ConnectionClosedException : Exception
{
    public ConnectionClosedException()
        : this("The client is gone.")
    {
    }

    public ConnectionClosedException(string message)
        : base(message)
    {
    }

    public ConnectionClosedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
