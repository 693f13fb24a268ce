namespace MailStore.Engine.Volumes;

/// <summary>The store cannot be opened or created as asked for. Nothing was changed; the message says what to do.</summary>
public sealed class StoreFaultException : Exception
{
    public StoreFaultException()
        : this("The store cannot be opened.")
    {
    }

    public StoreFaultException(string message)
        : base(message)
    {
    }

    public StoreFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
