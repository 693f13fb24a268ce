namespace MailStore.Simulation.Ledger;

/// <summary>The store is wrong: it gave back what nobody put in, or not what somebody did.</summary>
public sealed class LedgerException : Exception
{
    public LedgerException()
        : this("The ledger is wrong.")
    {
    }

    public LedgerException(string message)
        : base(message)
    {
    }

    public LedgerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
