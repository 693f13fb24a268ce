using MailStore.Log.Index;
using Xunit;

namespace MailStore.Log.Tests.Index;

/// <summary>What is on disk is frozen: these values are never changed, another format gets another version.</summary>
public sealed class IndexFormatTests
{
    [Fact]
    public void The_octets_of_a_checkpoints_name_are_frozen()
    {
        var checkpoint = new IndexCheckpoint(7, 2, 3, 500, 0xABCD_EF01);
        var octets = checkpoint.Encode();
        Assert.Equal("01000000070000000200000003000000F401000001EFCDAB3982B825", Convert.ToHexString(octets));
        Assert.Equal(checkpoint, IndexCheckpoint.Decode(octets));
    }

    [Fact]
    public void The_names_of_files_are_frozen()
    {
        Assert.Equal("m-0002-0000001f.log", IndexNames.Segment(2, 31));
        Assert.Equal("m-0000000a.ckp", IndexNames.Checkpoint(10));
        Assert.True(IndexNames.IsSegment("m-10002-0000001f.log", out var generation, out var segment));
        Assert.Equal((0x10002u, 31u), (generation, segment));
        Assert.True(IndexNames.IsCheckpoint("m-0000000a.ckp", out var number));
        Assert.Equal(10u, number);
    }

    [Theory]
    [InlineData("j-0002-0000001f.log")]
    [InlineData("m-0002.log")]
    [InlineData("m-.log")]
    [InlineData("m-x-1.log")]
    [InlineData("m-0000000a.log.ckp")]
    [InlineData("m-.ckp")]
    [InlineData("m-")]
    public void Another_name_is_no_file_of_the_index(string name)
    {
        Assert.False(IndexNames.IsSegment(name, out _, out _));
        Assert.False(IndexNames.IsCheckpoint(name, out _));
    }

    // The log of FASTER itself: header, key, room, length, octets. A change here would make each old checkpoint unreadable.
    [Fact]
    public void The_octets_of_a_record_in_the_log_are_frozen()
    {
        using var bench = new IndexBench();
        bench.Index.Put(new(kind: 1, owner: 2, item: 3), "abcdefgh"u8);
        bench.Checkpoint();
        var octets = bench.Disk.Snapshot()[IndexNames.Segment(1, 0)];
        Assert.Equal("02000000000000010300000000000000" + "0800000008000000" + "6162636465666768", Convert.ToHexString(octets.AsSpan(72, 32)));
    }

    [Theory]
    [InlineData(256 * 1024 * 1024L, 255 * 1024, 1024 * 1024, 16 * 1024 * 1024)]
    [InlineData(64 * 1024, 3900, 4096, 4096)]
    [InlineData(1024 * 1024, 255 * 1024, 256 * 1024, 256 * 1024)]
    public void Sizes_follow_from_the_options(long memory, int value, int page, long segment)
    {
        var shape = new IndexOptions { MemoryBytes = memory, ValueBytesMax = value }.Shape();
        Assert.Equal((page, segment), (shape.PageBytes, shape.SegmentBytes));
        Assert.True(shape.IsSound);
    }
}
