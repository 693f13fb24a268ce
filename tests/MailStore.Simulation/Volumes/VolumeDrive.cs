using MailStore.Log.Bodies;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;
using MailStore.Simulation.Ledger;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Volumes;

/// <summary>One life of a volume: random requests until it faults, or it is enough.</summary>
internal sealed class VolumeDrive(Volume volume, OpDeck deck, Dice dice, LedgerHistory history, TimeProvider time) : IDisposable
{
    private readonly List<Upload> _uploads = [];
    private readonly UpkeepDrive _upkeep = new(volume, dice, time);

    /// <summary>How much was acknowledged after each batch that acknowledged anything.</summary>
    public List<int> Batches { get; } = [];

    public long RemovedSegments => _upkeep.RemovedSegments;

    public bool MayRefuseBodies { get; init; }

    public void Dispose() => _upkeep.Dispose();

    public void Run(int steps)
    {
        for (var i = 0; i < steps && volume.Fault == null; i++)
        {
            Step();
        }

        _upkeep.Dispose();
        foreach (var upload in _uploads)
        {
            upload.Chunks.Dispose();
        }
    }

    /// <summary>All that waits is decided and told.</summary>
    public void Drain()
    {
        while (volume.RunOnce())
        {
            Mark();
        }
    }

    public void Compare()
    {
        var check = new LedgerCheck(volume.Index, body => volume.OpenBody(body)) { MayRefuseBodies = MayRefuseBodies };
        check.Compare(LedgerModel.Of(history.Decided));
    }

    private void Step()
    {
        switch (dice.Below(20))
        {
            case 0:
                Checkpoint();
                break;
            case 1:
                Glance();
                break;
            case 2 or 3:
                Begin();
                break;
            case 4 or 5 or 6 or 7:
                Feed();
                break;
            case 8 or 9 or 10:
                _upkeep.Step();
                break;
            default:
                Submit();
                break;
        }

        if (volume.Fault == null && dice.Percent(75))
        {
            volume.RunOnce();
            Mark();
        }
    }

    private void Submit()
    {
        for (var i = dice.Between(1, 4); i > 0; i--)
        {
            Hand(new LedgerRequest(deck.Deal(), history));
        }
    }

    private void Begin()
    {
        if (_uploads.Count < 3)
        {
            _uploads.Add(new(deck.DealLarge(), new ChunkList(ChunkBytes())));
        }
    }

    // A chunk, or the last word; some uploads just end.
    private void Feed()
    {
        if (_uploads.Count == 0)
        {
            return;
        }

        var upload = dice.Pick(_uploads);
        if (dice.Percent(5))
        {
            _uploads.Remove(upload);
            upload.Chunks.Dispose();
        }
        else if (upload.IsWhole)
        {
            _uploads.Remove(upload);
            Hand(new LedgerRequest(upload.Op, history, upload.Chunks));
        }
        else
        {
            var request = new ChunkRequest(upload);
            if (volume.TrySubmit(request))
            {
                Drain();
                if (request.IsOpen && volume.Fault == null)
                {
                    throw new LedgerException("a chunk was drained and not told");
                }
            }
        }
    }

    private void Checkpoint()
    {
        try
        {
            volume.Checkpoint();
        }
        catch (StorageFaultException) when (volume.Fault != null)
        {
            return;
        }

        Mark();
    }

    // Readers see what was acknowledged, all of it, and nothing that is only decided.
    private void Glance()
    {
        Drain();
        if (volume.Fault != null)
        {
            return;
        }

        try
        {
            Compare();
        }
        catch (StorageFaultException)
        {
            // A body could not be read: the next recovery says whether it is lost.
        }
    }

    private void Hand(LedgerRequest request)
    {
        if (!volume.TrySubmit(request))
        {
            request.Withdraw();
        }
    }

    private void Mark()
    {
        if (history.Acknowledged > (Batches.Count > 0 ? Batches[^1] : 0))
        {
            Batches.Add(history.Acknowledged);
        }
    }

    private int ChunkBytes() => volume.Options.FrameBytesMax - 64;
}
