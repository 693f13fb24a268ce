using System.Buffers.Binary;
using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Recovery;
using MailStore.Log.Segments;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Recovery;

public sealed class ManifestTests
{
    private static readonly Manifest Example = new()
    {
        Generation = 7,
        Identity = 0x1122_3344_5566_7788,
        Epoch = 5,
        BlockBytes = 4096,
        FrameBytesMax = 262_144,
        SegmentBytes = 134_217_728,
        ColdSegmentBytes = 268_435_456,
        Checkpoint = new JournalEnd(new LogAddress(2, 8192), 40),
        Durable = new JournalEnd(new LogAddress(3, 4096), 50),
        IsClean = true,
        IndexCheckpoint = [1, 2, 3],
        Export = [4, 5],
    };

    private readonly SimDisk _disk = new(new SimDiskOptions());

    [Fact]
    public void What_is_written_is_read()
    {
        var slot = new byte[Manifest.SlotBytes];
        Example.Write(slot);
        Assert.Equal(SlotStatus.Whole, Manifest.TryRead(slot, out var manifest));
        Assert.Equal(Example, manifest! with { IndexCheckpoint = Example.IndexCheckpoint, Export = Example.Export });
        Assert.Equal(Example.IndexCheckpoint, manifest.IndexCheckpoint);
        Assert.Equal(Example.Export, manifest.Export);
    }

    [Fact]
    public void Its_octets_are_frozen()
    {
        var slot = new byte[Manifest.SlotBytes];
        Example.Write(slot);
        Assert.Equal(
            "4D53564F4C554D45" + "01000000" + "0700000000000000" + "8877665544332211" + "05000000" + "00100000" + "00000400" + "01000000"
            + "0000000800000000" + "0000001000000000" + "0020000002000000" + "2800000000000000" + "0010000003000000" + "3200000000000000"
            + "0300" + "0200" + "010203" + "0405" + "00",
            Convert.ToHexString(slot.AsSpan(0, 8)) + Convert.ToHexString(slot.AsSpan(12, 94)));
        Assert.Equal(Crc32C.Compute(slot.AsSpan(12)), BinaryPrimitives.ReadUInt32LittleEndian(slot.AsSpan(8)));
    }

    [Fact]
    public void A_volume_of_a_newer_format_is_refused_and_not_touched()
    {
        LedgerVolume.Create(_disk.Mount()).Dispose();
        var slots = _disk.Snapshot()[ManifestFile.Name];
        foreach (var from in new[] { 0, Manifest.SlotBytes })
        {
            var slot = slots.AsSpan(from, Manifest.SlotBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(slot[12..], 2);
            BinaryPrimitives.WriteUInt32LittleEndian(slot[8..], Crc32C.Compute(slot[12..]));
        }

        _disk.Overwrite(ManifestFile.Name, 0, slots);
        Refused("a format that this version does not know");
    }

    [Fact]
    public void A_strangers_manifest_is_refused_and_not_touched()
    {
        var storage = _disk.Mount();
        using (var file = storage.Create(ManifestFile.Name, WriteMode.Buffered))
        {
            file.Write(0, "<?xml version=\"1.0\"?><manifest package=\"com.example\"/>"u8);
            file.Flush();
        }

        Refused("is not a manifest of MailStore");
    }

    [Fact]
    public void A_volume_whose_creation_was_interrupted_is_refused_and_says_so()
    {
        LedgerVolume.Create(_disk.Mount()).Dispose();
        _disk.Overwrite(ManifestFile.Name, 0, new byte[2 * Manifest.SlotBytes]);
        Refused("just being created");
    }

    [Fact]
    public void A_read_only_disk_is_refused_and_not_touched()
    {
        LedgerVolume.Create(_disk.Mount()).Dispose();
        var before = _disk.Snapshot();
        _disk.IsReadOnly = true;
        Assert.Throws<StorageFaultException>(() => LedgerVolume.Open(_disk.Mount()));
        Assert.Equal(before, _disk.Snapshot());
        Assert.Equal(0, _disk.OpenFiles);
    }

    [Fact]
    public void A_torn_write_of_the_manifest_leaves_the_one_before()
    {
        var ledger = LedgerVolume.Create(_disk.Mount());
        ledger.Write("one", "two");
        _disk.Plan(new PlannedFault(SimOperation.Write, SimFault.PowerCut, ManifestFile.Name));
        Assert.Throws<StorageFaultException>(ledger.Dispose);

        using var again = LedgerVolume.Open(_disk.Mount());
        Assert.Equal(["one", "two"], again.Lines);
    }

    private void Refused(string reason)
    {
        var before = _disk.Snapshot();
        var fault = Assert.Throws<VolumeFaultException>(() => LedgerVolume.Open(_disk.Mount()));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, _disk.Snapshot());
        Assert.Equal(0, _disk.OpenFiles);
    }
}
