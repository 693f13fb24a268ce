namespace MailStore.Abstractions.Changes;

/// <summary>
/// The part of the store that holds the account has closed, because a device failed or another owner took over. Whether a
/// change that was under way took place is known only when it has been opened again; the session ends.
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
        : this("This part of the store is closed.")
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
