namespace MailStore.Log.Recovery;

/// <summary>A volume is not served, and nothing of it was changed. The message says in one sentence why, and what to do.</summary>
public sealed class VolumeFaultException : Exception
{
    public VolumeFaultException()
        : this("The volume cannot be opened.")
    {
    }

    public VolumeFaultException(string message)
        : base(message)
    {
    }

    public VolumeFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
