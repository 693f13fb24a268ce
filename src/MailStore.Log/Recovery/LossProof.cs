using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;

namespace MailStore.Log.Recovery;

/// <summary>
/// Looks behind the end of a scan for what was written there when a missing frame was already durable. If there is any, the end
/// is no torn tail but a loss of acknowledged mail. Only starts of batches at whole blocks are looked at, and nothing that is
/// found is ever used but as this proof.
/// </summary>
internal static class LossProof
{
    /// <summary>The place of the proof, or none.</summary>
    public static LogAddress Find(SegmentTable segments, FrameGuard guard, int blockBytes, JournalEnd end, uint epoch)
    {
        foreach (var segment in segments.All)
        {
            if (segment.IsCold || segment.Number < end.Address.Segment)
            {
                continue;
            }

            var from = segment.Number == end.Address.Segment ? end.Address.Offset : 0;
            var found = FindIn(segments.Storage, segment.Number, from, guard, blockBytes, end.Sequence, epoch);
            if (!found.IsNone)
            {
                return found;
            }
        }

        return LogAddress.None;
    }

    private static LogAddress FindIn(IStorage storage, uint segment, long from, FrameGuard guard, int blockBytes, ulong sequence, uint epoch)
    {
        using var window = new ScanWindow(storage.Open(SegmentName.Of(segment), WriteMode.ReadOnly));
        for (var at = from; at + FrameHeader.Bytes <= window.FileLength; at += blockBytes)
        {
            // Loading a large piece and looking at its blocks is one read a piece.
            window.Load(at, at, FrameHeader.Bytes);
            var claimed = FrameHeader.ClaimedBytes(window.At(at, FrameHeader.Bytes));
            if (claimed == 0 || at + claimed > window.FileLength)
            {
                continue;
            }

            var address = new LogAddress(segment, (uint)at);
            var status = FrameHeader.TryRead(window.Load(at, at, claimed), guard.Of(address), out var header, out _);
            if (status == FrameStatus.Whole && header.StartsBatch && header.Epoch >= epoch && header.Durable > sequence)
            {
                return address;
            }
        }

        return LogAddress.None;
    }
}
