using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Recovery;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Recovery;

/// <summary>A volume that was closed, one octet of it changed: it serves what it served, or it refuses.</summary>
public sealed class FlippedByteTests
{
    private static readonly byte[] Body = [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * 7))];
    private readonly SimDisk _disk = new(new SimDiskOptions());

    [Fact]
    public void Each_octet_of_manifest_and_journal_may_flip_when_all_is_replayed() => FlipAll(new MemoryIndexSource());

    [Fact]
    public void Each_octet_of_manifest_and_journal_may_flip_when_a_checkpoint_is_opened() =>
        FlipAll(new FasterIndexSource(LedgerVolume.Small.Index(WriterMode.Stepped) with { MemoryBytes = 64 * 1024, ValueBytesMax = 2048, Buckets = 64 }), step: 31);

    private void FlipAll(IIndexSource indexes, int step = 1)
    {
        using (var ledger = LedgerVolume.Create(_disk.Mount(), indexes: indexes))
        {
            ledger.Write("one", "two");
            ledger.WriteBody("mail", Body);
            ledger.Write("four");
        }

        var right = 0;
        var refused = 0;
        var whole = _disk.Snapshot();
        foreach (var (name, octets) in whole.Where(file => !file.Key.StartsWith("m-", StringComparison.Ordinal)))
        {
            // Zeros between batches are many and alike.
            for (var at = 0; at < octets.Length; at += octets.AsSpan(at, Math.Min(64, octets.Length - at)).ContainsAnyExcept((byte)0) ? step : 64)
            {
                _disk.Flip(name, at, at % 8);
                if (Serves(indexes))
                {
                    right++;
                }
                else
                {
                    refused++;
                }

                Restore(whole);
            }
        }

        Assert.True(right > 0 && refused > 0);
    }

    private bool Serves(IIndexSource indexes)
    {
        try
        {
            var ledger = LedgerVolume.Open(_disk.Mount(), indexes: indexes);
            Assert.Equal(["one", "two", "mail", "four"], ledger.Lines);
            Assert.Equal(Body, ledger.ReadBody(LedgerState.BodyOf(ledger.Volume.Index, 3)));
            ledger.Volume.Abandon();
            return true;
        }
        catch (Exception fault) when (fault is VolumeFaultException or StorageFaultException)
        {
            Assert.NotEmpty(fault.Message);
            return false;
        }
    }

    // What was served wrote an epoch behind the end; it goes as it came.
    private void Restore(SortedDictionary<string, byte[]> whole)
    {
        foreach (var (name, octets) in whole.Where(file => !file.Key.StartsWith("m-", StringComparison.Ordinal)))
        {
            _disk.Overwrite(name, 0, octets);
            _disk.Truncate(name, octets.Length);
        }
    }
}
