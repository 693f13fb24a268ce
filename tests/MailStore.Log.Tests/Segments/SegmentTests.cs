using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Segments;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Segments;

public sealed class SegmentTests
{
    [Theory]
    [InlineData(1u, "j-00000001.log")]
    [InlineData(0x2Au, "j-0000002a.log")]
    [InlineData(0x8000_0003u, "c-00000003.log")]
    public void Names_and_numbers_are_one_to_one(uint number, string name)
    {
        Assert.Equal(name, SegmentName.Of(number));
        Assert.True(SegmentName.TryParse(name, out var parsed));
        Assert.Equal(number, parsed);
    }

    [Theory]
    [InlineData("j-00000000.log")]
    [InlineData("j-0000002A.log")]
    [InlineData("j-2a.log")]
    [InlineData("j-80000001.log")]
    [InlineData("m-00000001.log")]
    [InlineData("manifest")]
    public void Other_names_are_no_segments(string name) => Assert.False(SegmentName.TryParse(name, out _));

    [Fact]
    public void Numbers_of_cold_segments_are_addresses_of_cold_ones() =>
        Assert.True(new LogAddress(LogAddress.ColdSegment(3), 0).IsCold);

    [Fact]
    public void A_removed_segment_stays_readable_to_who_has_it_pinned()
    {
        var disk = new SimDisk(new SimDiskOptions());
        var storage = disk.Mount();
        using (var file = storage.Create("j-00000001.log", WriteMode.Buffered))
        {
            file.Write(0, "octets"u8);
        }

        using var table = new SegmentTable(storage);
        table.Add(1, 6, isSealed: true);
        Assert.True(table.TryPin(1, out var first));
        Assert.True(table.TryPin(1, out var second));
        table.Remove(1);
        Assert.False(table.TryPin(1, out _));
        Assert.False(storage.Exists("j-00000001.log"));
        first.Dispose();
        first.Dispose();
        var octets = new byte[6];
        Assert.Equal(6, second.File.Read(0, octets));
        second.Dispose();
        Assert.Equal(0, disk.OpenFiles);
    }
}
