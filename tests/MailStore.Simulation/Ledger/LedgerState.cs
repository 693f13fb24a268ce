using MailStore.Log.Commit;
using MailStore.Log.Records;

namespace MailStore.Simulation.Ledger;

/// <summary>The smallest engine there is: it counts ops, and knows nothing that is not in the index.</summary>
internal sealed class LedgerState : IVolumeState
{
    public int Replayed { get; private set; }

    public int Published { get; private set; }

    public Exception? Fault { get; private set; }

    public void Replay(LogAddress address, ReadOnlySpan<byte> change, IReplay replay)
    {
        var (op, part) = LedgerChange.Decode(change);
        new LedgerBook(replay.Index, replay.Bodies).Apply(op, part, address, replay.BodyBytes);
        Replayed++;
    }

    public void Publish() => Published++;

    public void Closed(Exception fault) => Fault ??= fault;
}
