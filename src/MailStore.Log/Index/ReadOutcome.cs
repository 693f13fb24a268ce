namespace MailStore.Log.Index;

/// <summary>What came of a read that went to the device.</summary>
internal sealed class ReadOutcome
{
    public bool IsFound { get; private set; }

    public long Address { get; private set; }

    public void Set(bool isFound, long address)
    {
        IsFound = isFound;
        Address = address;
    }
}
