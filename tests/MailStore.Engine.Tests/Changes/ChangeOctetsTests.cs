using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using Xunit;

namespace MailStore.Engine.Tests.Changes;

public sealed class ChangeOctetsTests
{
    [Theory]
    [InlineData(0UL)]
    [InlineData(127UL)]
    [InlineData(128UL)]
    [InlineData(ulong.MaxValue)]
    public void A_number_comes_back(ulong number)
    {
        var writer = new ChangeWriter();
        writer.Varint(number);
        writer.Signed((long)number);
        writer.Signed(-(long)(number / 2));
        var reader = new ChangeReader(writer.Written);

        Assert.Equal(number, reader.Varint());
        Assert.Equal((long)number, reader.Signed());
        Assert.Equal(-(long)(number / 2), reader.Signed());
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public void Texts_sets_and_dates_come_back_and_a_second_begin_forgets_the_first()
    {
        var uids = UidSet.OfRanges(new UidRange(1, 1), new UidRange(5, 900), new UidRange(4_000_000_000, uint.MaxValue));
        var date = new DateTimeOffset(1999, 12, 31, 23, 59, 59, TimeSpan.FromMinutes(-210));
        var writer = new ChangeWriter();
        writer.Raw(new byte[5000]);
        writer.Begin(ChangeKind.Flags);
        writer.Text("Entwürfe/ä");
        writer.Uids(uids);
        writer.Uids(UidSet.Empty);
        writer.Date(date);
        var reader = new ChangeReader(writer.Written);

        Assert.Equal(ChangeKind.Flags, reader.Kind());
        Assert.Equal("Entwürfe/ä", reader.Text());
        Assert.Equal(uids, reader.Uids());
        Assert.True(reader.Uids().IsEmpty);
        var read = reader.Date();
        Assert.Equal(date, read);
        Assert.Equal(date.Offset, read.Offset);
        reader.End();
    }

    [Fact]
    public void What_is_cut_is_malformed_and_never_read_past_its_end()
    {
        var writer = new ChangeWriter();
        writer.Text("INBOX");
        writer.Uids(UidSet.All);
        for (var length = 0; length < writer.Written.Length; length++)
        {
            var cut = writer.Written[..length].ToArray();
            Assert.Throws<InvalidDataException>(() => ReadAll(cut));
        }
    }

    private static void ReadAll(byte[] octets)
    {
        var reader = new ChangeReader(octets);
        reader.Text();
        reader.Uids();
    }
}
