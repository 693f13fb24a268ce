using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Recovery;
using MailStore.Log.Segments;

namespace MailStore.Log.Backup;

/// <summary>What can still be known of a volume: whose it is, its sizes, its segments.</summary>
internal sealed record SalvageSource(FrameGuard Guard, Manifest? Manifest, IReadOnlyList<uint> Segments)
{
    public const int BlockBytes = 4096;

    public static SalvageSource Look(IStorage storage)
    {
        var manifest = ReadManifest(storage);
        var segments = new List<uint>();
        var votes = new Dictionary<ulong, int>();
        foreach (var name in storage.List())
        {
            if (SegmentName.TryParse(name, out var segment))
            {
                segments.Add(segment);
                if (IdentityOf(storage, name, segment) is { } identity)
                {
                    votes[identity] = votes.GetValueOrDefault(identity) + 1;
                }
            }
        }

        segments.Sort();
        var chosen = votes.Count > 0 ? votes.MaxBy(vote => vote.Value).Key : manifest?.Identity;
        return chosen is { } known
            ? new SalvageSource(new FrameGuard(known), manifest?.Identity == known ? manifest : null, segments)
            : throw new VolumeFaultException($"{storage.Place} holds nothing to salvage: no manifest and no segment says whose it is. Give the folder of a volume.");
    }

    // Each segment begins with its owner's frame; it is believed if the identity that it names proves it.
    private static ulong? IdentityOf(IStorage storage, string name, uint segment)
    {
        Span<byte> octets = stackalloc byte[FrameHeader.Bytes + EpochFrame.Bytes];
        using var file = storage.Open(name, WriteMode.ReadOnly);
        return file.Read(0, octets) == octets.Length
            && EpochFrame.TryRead(octets[FrameHeader.Bytes..], out var identity, out _, out var named)
            && named == segment
            && FrameHeader.TryRead(octets, new FrameGuard(identity).Of(new LogAddress(segment, 0)), out var header, out _) == FrameStatus.Whole
            && header.Type == FrameType.Epoch
            ? identity
            : null;
    }

    private static Manifest? ReadManifest(IStorage storage)
    {
        try
        {
            return ManifestFile.Read(storage)[0];
        }
        catch (VolumeFaultException)
        {
            // It is one of the things that may be gone.
            return null;
        }
    }
}
