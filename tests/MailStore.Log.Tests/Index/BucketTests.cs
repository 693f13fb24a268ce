using System.Buffers.Binary;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Index;

/// <summary>An index is opened with another size of its hash table than it was made with.</summary>
public sealed class BucketTests
{
    private const ulong Records = 6000;
    private static readonly IndexOptions Sizes = new() { MemoryBytes = 1024 * 1024, ValueBytesMax = 3900, IsStepped = true };
    private readonly SimDisk _disk = new(new());

    // Found by torture: keys that shared no chain in the larger table hid each other in the smaller one.
    [Theory]
    [InlineData(1 << 16, 16)]
    [InlineData(16, 1 << 16)]
    [InlineData(1 << 10, 1 << 10)]
    public void All_records_are_found(long before, long after)
    {
        var checkpoint = Fill(Sizes with { Buckets = before });
        using var index = FasterIndex.Open(_disk.Mount(), checkpoint, Sizes with { Buckets = after });
        AssertAll(index);
    }

    [Fact]
    public void And_once_more_after_another_checkpoint()
    {
        var checkpoint = Fill(Sizes with { Buckets = 1 << 16 });
        using (var index = FasterIndex.Open(_disk.Mount(), checkpoint, Sizes with { Buckets = 16 }))
        {
            checkpoint = IndexBench.Wait(index.BeginCheckpoint());
        }

        using var again = FasterIndex.Open(_disk.Mount(), checkpoint, Sizes with { Buckets = 16 });
        AssertAll(again);
    }

    [Fact]
    public void A_checkpoint_that_does_not_tell_its_buckets_had_as_many_as_all_had_then()
    {
        var named = IndexCheckpoint.Decode(Fill(Sizes with { Buckets = 1 << 16 }));
        var storage = _disk.Mount();
        var octets = new byte[named.FileBytes];
        using (var file = storage.Open(named.FileName, WriteMode.ReadOnly))
        {
            file.Read(0, octets);
        }

        // Version 1: the same without the bucket bits.
        byte[] old = [.. octets.AsSpan(0, 56), .. octets.AsSpan(60)];
        old[4] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(old.AsSpan(old.Length - 4), Crc32C.Compute(old.AsSpan(0, old.Length - 4)));
        storage.Delete(named.FileName);
        using (var file = storage.Create(named.FileName, WriteMode.Buffered))
        {
            file.Write(0, old);
            file.Flush();
        }

        var then = new IndexCheckpoint(named.Number, named.Generation, named.FirstSegment, (uint)old.Length, Crc32C.Compute(old));
        using var index = FasterIndex.Open(storage, then.Encode(), Sizes with { Buckets = 16 });
        AssertAll(index);
    }

    private static void AssertAll(FasterIndex index)
    {
        var buffer = new IndexBuffer();
        for (var item = 1UL; item <= Records; item++)
        {
            Assert.True(index.TryRead(IndexBench.Key(item), buffer), $"record {item} is not found");
            Assert.Equal(IndexBench.Value(item, 1, 24), buffer.Span);
        }
    }

    private byte[] Fill(IndexOptions options)
    {
        using var index = FasterIndex.Create(_disk.Mount(), options);
        for (var item = 1UL; item <= Records; item++)
        {
            index.Put(IndexBench.Key(item), IndexBench.Value(item, 1, 24));
        }

        return IndexBench.Wait(index.BeginCheckpoint());
    }
}
