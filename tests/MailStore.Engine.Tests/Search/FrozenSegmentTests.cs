using MailStore.Abstractions.Messages;
using MailStore.Engine.Search.Segments;
using MailStore.Engine.Search.Terms;
using MailStore.Log.Records;
using Xunit;

namespace MailStore.Engine.Tests.Search;

/// <summary>The numbers of segments on disk. A change of any of them needs another version in the head, by which segments of before are refused and made again.</summary>
public sealed class FrozenSegmentTests
{
    [Fact]
    public void Kinds_of_sections_keep_their_numbers()
    {
        var kinds = Enum.GetValues<SectionKind>().Select(kind => $"{(ushort)kind} {kind}");
        Assert.Equal(
            "0 None, 1 Documents, 2 SentDays, 3 Unindexed, 4 Identities, 5 Recipe, 6 Unread, 16 BodyTerms, 17 HeadTerms, 18 FromValues, 19 ToValues, 20 CcValues, 21 BccValues, 22 SubjectValues, 32 Columns, 63 LastColumns",
            string.Join(", ", kinds));
    }

    [Fact]
    public void The_head_is_laid_out_as_it_was()
    {
        var head = new SegmentHead(
            new(new(0x0102030405060708), new(new Uid(0x11121314), new Uid(0x21222324))), 0x31323334, new(SectionKind.None, 0x41424344, 0x5152535455565758, 0x61626364),
            0x7172737475767778, new(0x21222320), 0x81828384, 0x9192939495969798, 0x2122232425262728);
        var octets = new byte[SegmentHead.Bytes];
        head.Write(octets);
        Assert.Equal("4D535458", Hex(octets.AsSpan(0, 4)));
        Assert.Equal(Crc32C.Compute(octets.AsSpan(8)), BitConverter.ToUInt32(octets, 4));
        Assert.Equal(SegmentHead.Version, BitConverter.ToUInt16(octets, 8));
        Assert.Equal(
            "0000343332310807060504030201141312112423222158575655545352516463626144434241787776757473727120232221848382819897969594939291282726252423222100000000" + new string('0', 24),
            Hex(octets.AsSpan(10)));
    }

    [Fact]
    public void Sections_and_blocks_are_laid_out_as_they_were()
    {
        var section = new byte[Section.Bytes];
        new Section(SectionKind.Columns, 0x01020304, 0x1112131415161718, 0x2122232425262728).Write(section);
        Assert.Equal("200000000403020118171615141312112827262524232221", Hex(section));
        var block = new byte[TermBlock.Bytes];
        new TermBlock(0x0102030405060708, 0x11121314, 0x21222324, 0x3132333435363738, 0x41424344, 0x51525354, 0x61626364, 0x71727374).Write(block);
        Assert.Equal("08070605040302011413121124232221383736353433323144434241545352516463626174737271", Hex(block));
    }

    [Fact]
    public void Messages_and_postings_are_laid_out_as_they_were()
    {
        Assert.Equal("000000000200000000000080" + "030000000100000000000000", Hex(DocumentTable.Of([new Uid(1), new Uid(63), new Uid(192)]).ToOctets()));
        var room = new byte[64];
        var used = Postings.Write([3, 4, 200], 1000, room, out var isMap);
        Assert.Equal(("0301C401", false), (Hex(room.AsSpan(0, used)), isMap));
        used = Postings.Write([0, 1, 2, 9], 16, room, out isMap);
        Assert.Equal(("0702", true), (Hex(room.AsSpan(0, used)), isMap));
        Assert.Equal(0xFF, TermPattern.Edge);
        Assert.Equal((64, 24), (Tokenizer.TermBytesMax, Tokenizer.OverlapBytes));
    }

    [Fact]
    public void A_message_is_told_from_others_as_it_was()
    {
        var entry = new MessageEntry
        {
            Uid = new(7),
            ModSeq = new(9),
            InternalDate = new DateTimeOffset(2026, 11, 22, 3, 4, 5, TimeSpan.FromHours(2)),
            SaveDate = new DateTimeOffset(2026, 11, 22, 1, 4, 6, TimeSpan.Zero),
            Size = 1234,
            Id = new(77),
            Thread = new(78),
        };
        Assert.Equal(MessageIdentity.Of(entry), MessageIdentity.Of(entry with { Uid = new(8), ModSeq = new(10), Flags = SystemFlags.Seen }));
        Assert.Equal(IdentityOfThen, MessageIdentity.Of(entry));
    }

    private const uint IdentityOfThen = 0x43597A08;

    private static string Hex(ReadOnlySpan<byte> octets) => Convert.ToHexString(octets);
}
