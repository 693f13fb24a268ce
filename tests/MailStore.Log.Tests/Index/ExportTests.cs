using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;
using Xunit;

namespace MailStore.Log.Tests.Index;

public sealed class ExportTests
{
    private const string Name = "x-00000001";
    private static readonly ExportHeader Header = new(new LogAddress(3, 4096), 77, 5);

    [Fact]
    public void An_export_gives_an_index_with_the_same_records()
    {
        using var bench = new IndexBench(IndexBench.Small with { ValueBytesMax = 300_000, MemoryBytes = 1024 * 1024 });
        for (var i = 0UL; i < 2000; i++)
        {
            bench.Put(i, version: 1, length: (int)(i % 1500));
        }

        bench.Put(5, version: 2, length: 299_000);
        bench.Index.Delete(IndexBench.Key(6));
        IndexExport.Write(bench.Index, bench.Storage, Name, Header);
        using var other = FasterIndex.Create(bench.Storage, bench.Options);
        using (var export = ExportReader.Open(bench.Storage, Name))
        {
            Assert.Equal(Header, export.Header);
            Assert.Equal(1999, export.Records);
            export.LoadInto(other);
        }

        Assert.Equal(bench.Index.Keys(), other.Keys());
        var buffer = new IndexBuffer();
        foreach (var key in other.Keys())
        {
            Assert.True(other.TryRead(key, buffer));
            Assert.Equal(bench.Read(key.Item), buffer.Span.ToArray());
        }
    }

    [Fact]
    public void An_empty_index_has_an_export()
    {
        using var bench = new IndexBench();
        IndexExport.Write(bench.Index, bench.Storage, Name, Header);
        Assert.Equal(Header, ExportReader.Verify(bench.Storage, Name));
    }

    [Fact]
    public void A_checkpoint_is_exported_beside_the_writer()
    {
        using var bench = new IndexBench();
        bench.Put(1, version: 1, length: 100);
        var checkpoint = bench.Checkpoint();
        bench.Put(1, version: 2, length: 100);
        using (var frozen = FasterIndex.Open(bench.Storage, checkpoint, bench.Options))
        {
            bench.Put(1, version: 3, length: 100);
            IndexExport.Write(frozen, bench.Storage, Name, Header);
        }

        bench.Put(1, version: 4, length: 100);
        using var other = FasterIndex.Create(bench.Storage, bench.Options);
        using var export = ExportReader.Open(bench.Storage, Name);
        export.LoadInto(other);
        var buffer = new IndexBuffer();
        Assert.True(other.TryRead(IndexBench.Key(1), buffer));
        Assert.Equal(IndexBench.Value(1, 1, 100), buffer.Span.ToArray());
    }

    [Fact]
    public void Each_flipped_bit_each_cut_and_each_addition_is_refused()
    {
        using var bench = new IndexBench();
        for (var i = 0UL; i < 5; i++)
        {
            bench.Put(i, version: 1, length: 30);
        }

        IndexExport.Write(bench.Index, bench.Storage, Name, Header);
        var whole = bench.Disk.Snapshot()[Name];
        for (var i = 0; i < whole.Length * 8; i++)
        {
            bench.Disk.Flip(Name, i / 8, i % 8);
            Assert.Throws<StorageFaultException>(() => ExportReader.Verify(bench.Storage, Name));
            bench.Disk.Flip(Name, i / 8, i % 8);
        }

        for (var length = 0; length < whole.Length; length++)
        {
            bench.Disk.Truncate(Name, length);
            Assert.Throws<StorageFaultException>(() => ExportReader.Verify(bench.Storage, Name));
            bench.Disk.Overwrite(Name, 0, whole);
        }

        bench.Disk.Overwrite(Name, whole.Length, [0]);
        Assert.Throws<StorageFaultException>(() => ExportReader.Verify(bench.Storage, Name));
        bench.Disk.Truncate(Name, whole.Length);
        Assert.Equal(Header, ExportReader.Verify(bench.Storage, Name));
    }

    [Fact]
    public void The_octets_of_an_export_are_frozen()
    {
        using var bench = new IndexBench();
        bench.Index.Put(new(kind: 1, owner: 2, item: 3), "ab"u8);
        IndexExport.Write(bench.Index, bench.Storage, Name, Header);
        Assert.Equal(
            "4D5358480100000000100000030000004D000000000000000500000052B70C90"
            + "16000000A15793D902000000000000010300000000000000020000006162"
            + "0000000000000000"
            + "4D53585300000000010000000000000046000000000000009E9569E46866504A",
            Convert.ToHexString(bench.Disk.Snapshot()[Name]));
    }
}
