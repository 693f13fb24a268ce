using MailStore.Log.Devices;
using MailStore.Log.Index;

namespace MailStore.Log.Compaction;

/// <summary>Takes an export beside the writer: of the last checkpoint, opened a second time.</summary>
internal sealed class Exporter(VolumeParts parts)
{
    private const int AttemptsMax = 3;

    public IEnumerable<WorkStep> Run()
    {
        for (var attempt = 1; ; attempt++)
        {
            foreach (var step in new CheckpointWait(parts).Run(rounds: 1))
            {
                yield return step;
            }

            if (TryWrite(isLast: attempt == AttemptsMax))
            {
                yield break;
            }
        }
    }

    // Two checkpoints later the one that is read here goes, perhaps under our hands.
    private bool TryWrite(bool isLast)
    {
        var manifest = parts.Manifest();
        try
        {
            using var index = parts.OpenCheckpoint(manifest.IndexCheckpoint);
            parts.Exports.Write(index, new ExportHeader(manifest.Checkpoint.Address, manifest.Checkpoint.Sequence, manifest.Epoch));
            return true;
        }
        catch (StorageFaultException) when (!isLast && !ReferenceEquals(parts.Manifest(), manifest))
        {
            return false;
        }
    }
}
