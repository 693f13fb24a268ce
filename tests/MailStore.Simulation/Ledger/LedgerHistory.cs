namespace MailStore.Simulation.Ledger;

/// <summary>What was decided, in order, and how much of it was acknowledged. It is what a client would have written down.</summary>
internal sealed class LedgerHistory
{
    private readonly List<LedgerOp> _decided = [];

    public IReadOnlyList<LedgerOp> Decided => _decided;

    /// <summary>So many of the decided ops were told to be durable.</summary>
    public int Acknowledged { get; private set; }

    public int Open { get; private set; }

    public void Submitted() => Open++;

    /// <returns>Which of the decided ops this is.</returns>
    public int Decide(LedgerOp op)
    {
        _decided.Add(op);
        return _decided.Count;
    }

    /// <param name="place">What <see cref="Decide"/> gave; 0 if the op was refused.</param>
    public void Acknowledge(int place)
    {
        Open--;
        if (place > 0 && place != ++Acknowledged)
        {
            throw new LedgerException($"op {place} was acknowledged when op {Acknowledged} was to come");
        }
    }

    public void Fail() => Open--;

    /// <summary>After a recovery: this many are there, and the rest never was.</summary>
    public void Recovered(int count)
    {
        _decided.RemoveRange(count, _decided.Count - count);
        Acknowledged = count;
    }
}
