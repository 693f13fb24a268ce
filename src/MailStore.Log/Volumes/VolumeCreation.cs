using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Recovery;
using MailStore.Log.Segments;

namespace MailStore.Log.Volumes;

/// <summary>Makes a new volume, in an empty place and nowhere else. Its manifest comes last: what has none was never finished.</summary>
internal static class VolumeCreation
{
    private const int BlockBytesMin = 4096;

    public static void Run(IStorage storage, VolumeOptions options)
    {
        var names = storage.List();
        if (names.Count > 0)
        {
            throw new VolumeFaultException($"{storage.Place} is not empty (it holds {names[0]}{(names.Count > 1 ? $" and {names.Count - 1} more" : "")}): a volume is created in an empty place only; open the one that is there, or choose another.");
        }

        using var segments = new SegmentTable(storage);
        var plan = new JournalPlan
        {
            Guard = new FrameGuard(options.Identity),
            Epoch = 1,
            End = new JournalEnd(new LogAddress(1, 0), 0),
            SegmentBytes = options.SegmentBytes,
            BlockBytes = BlockBytesMin,
            StagingBytes = BlockBytesMin,
        };
        using var journal = Journal.Start(segments, plan);
        ManifestFile.Create(storage, new Manifest
        {
            Generation = 1,
            Identity = options.Identity,
            Epoch = 1,
            BlockBytes = BlockBytesMin,
            FrameBytesMax = options.FrameBytesMax,
            SegmentBytes = options.SegmentBytes,
            ColdSegmentBytes = options.ColdSegmentBytes,
            Checkpoint = plan.End,
            Durable = journal.End,
            IsClean = true,
        });
    }
}
