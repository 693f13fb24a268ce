namespace MailStore.Log.Devices;

/// <summary>A disk did not do what it was told. The message names file and remedy; whoever holds the volume closes it and does not try again.</summary>
public sealed class StorageFaultException : IOException
{
    public StorageFaultException()
        : this("A storage device failed.")
    {
    }

    public StorageFaultException(string message)
        : base(message)
    {
    }

    public StorageFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The disk had no room: the same may succeed when some is made.</summary>
    public bool IsFull { get; init; }
}
