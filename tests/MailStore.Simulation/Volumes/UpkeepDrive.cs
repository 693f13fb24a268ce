using MailStore.Log.Compaction;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Volumes;

/// <summary>Footers, exports and garbage collection, a step now and then among whatever else happens.</summary>
internal sealed class UpkeepDrive(Volume volume, Dice dice, TimeProvider time) : IDisposable
{
    private IEnumerator<WorkStep>? _work;
    private Upkeep? _upkeep;

    /// <summary>Segments that were collected and removed.</summary>
    public long RemovedSegments { get; private set; }

    public void Step()
    {
        try
        {
            _work ??= Begin().GetEnumerator();
            for (var steps = dice.Between(1, 12); steps > 0; steps--)
            {
                if (!_work.MoveNext())
                {
                    Dispose();
                    return;
                }

                if (_work.Current.IsWaiting)
                {
                    return;
                }
            }
        }
        catch (Exception fault) when (fault is StorageFaultException || fault is InvalidOperationException && volume.Fault != null)
        {
            // It is begun again at another time, as its thread does.
            Dispose();
        }
    }

    public void Dispose()
    {
        var work = _work;
        _work = null;
        RemovedSegments += _upkeep?.Collector.Totals.RemovedSegments ?? 0;
        _upkeep = null;
        try
        {
            work?.Dispose();
        }
        catch (StorageFaultException)
        {
            // A half-written cold segment could not be removed: it is nobody's, and the next start clears it away.
        }
    }

    private IEnumerable<WorkStep> Begin()
    {
        _upkeep = new Upkeep(volume.Parts, new UpkeepOptions { ExportBytes = 1024 * dice.Between(20, 500) }, time);
        return dice.Percent(50) ? _upkeep.Compact() : _upkeep.Run();
    }
}
