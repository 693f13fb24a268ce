using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;
using MailStore.Engine.Tests.Rig;
using MailStore.Log.Records;
using MailStore.Testing.Chance;
using Xunit;

namespace MailStore.Engine.Tests.Messages;

public sealed class SlotChunkTests
{
    [Fact]
    public void A_slot_comes_back_as_it_was_put_in()
    {
        foreach (var seed in Enumerable.Range(1, 2_000))
        {
            var slot = Slot(new Dice((ulong)seed), new(9));
            Assert.Equal(slot, SlotRecord.Of(slot).ToSlot(slot.Uid, slot.Keywords.Rest));
            Assert.Equal(slot.BodyBytes, SlotRecord.Of(slot).BodyBytes);
        }
    }

    [Fact]
    public void The_octets_of_a_slot_are_frozen()
    {
        var slot = new MessageSlot
        {
            Uid = new(70),
            ModSeq = new(0x0102_0304_0506_0708),
            Flags = SystemFlags.Seen | SystemFlags.Draft,
            Keywords = KeywordBits.OfWord(0x0080_0000_0000_0001).With(60),
            InternalDate = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.FromMinutes(330)),
            SaveDate = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Size = 0x1122_3344,
            FactsBytes = 0x1_0203,
            Id = new(0x00AB_CDEF_0123_4567),
            Thread = new(0x0012_3456_789A_BCDE),
            Body = new(0x0000_0007_0000_1000),
        };
        var chunk = new SlotChunk();
        chunk.Clear();
        chunk.Add(SlotChunk.BitOf(slot.Uid), SlotRecord.Of(slot), willFillUp: false);
        const string head = "4000000000000000" + "4000000000000000" + "0807060504030201";
        const string expected = "0807060504030201" + "0010000007000000" + "67452301EFCDAB03" + "DEBC9A7856341202" +
            "01000000000080B1" + "812BCADD0E490200" + "80857467" + "44332211";
        Assert.Equal(head + expected, Convert.ToHexString(chunk.Octets[..(24 + SlotRecord.Bytes)]));
    }

    [Fact]
    public void A_chunk_is_what_a_dictionary_is_through_all_its_sizes()
    {
        foreach (var seed in Enumerable.Range(1, 100))
        {
            var dice = new Dice((ulong)seed);
            var (chunk, index) = (new SlotChunk(), new PlainIndex());
            var plain = new SortedDictionary<int, MessageSlot>();
            chunk.Clear();
            for (var bit = dice.Below(5); bit < SlotChunk.Uids; bit += 1 + dice.Below(4))
            {
                plain[bit] = Slot(dice, SlotChunk.UidOf(5, bit)) with { Keywords = default };
                chunk.Add(bit, SlotRecord.Of(plain[bit]), willFillUp: dice.Percent(10));
                if (dice.Percent(40))
                {
                    var gone = dice.Pick([.. plain.Keys]);
                    plain.Remove(gone);
                    chunk.Remove(gone);
                    chunk.Pack();
                }

                index.Put(SlotChunk.Key(new MailboxId(1), 5), chunk.Octets);
                Assert.True(chunk.TryLoad(index, new MailboxId(1), 5));
                Assert.Equal(plain.Keys, Enumerable.Range(0, SlotChunk.Uids).Where(chunk.Has));
                Assert.All(plain, pair => Assert.Equal(pair.Value, chunk.At(pair.Key).ToSlot(pair.Value.Uid, [])));
                Assert.True(chunk.Room <= SlotChunk.Uids && chunk.Room >= chunk.Count);
            }
        }
    }

    [Fact]
    public void Room_of_messages_that_are_gone_is_given_back()
    {
        var chunk = new SlotChunk();
        chunk.Clear();
        for (var bit = 0; bit < SlotChunk.Uids; bit++)
        {
            chunk.Add(bit, SlotRecord.Of(Slot(new Dice(1), SlotChunk.UidOf(1, bit))), willFillUp: true);
        }

        Assert.Equal(24 + (64 * 56), chunk.Octets.Length);
        for (var bit = 0; bit < 40; bit++)
        {
            chunk.Remove(bit);
        }

        chunk.Pack();
        Assert.Equal(24 + (32 * 56), chunk.Octets.Length);
    }

    private static MessageSlot Slot(Dice dice, Uid uid)
    {
        var bits = KeywordBits.OfWord(dice.Next() >> 8);
        for (var count = dice.Below(3); count > 0; count--)
        {
            bits = bits.With(dice.Between(KeywordBits.WordCount, KeywordTable.CountMax - 1));
        }

        return new()
        {
            Uid = uid,
            ModSeq = new((dice.Next() >> 2) + 1),
            Flags = (SystemFlags)dice.Below(32),
            Keywords = bits,
            InternalDate = Date(dice),
            SaveDate = DateTimeOffset.FromUnixTimeSeconds((uint)dice.Next()),
            Size = (uint)dice.Next(),
            FactsBytes = dice.Below(MessageFacts.OctetsMax + 1),
            Id = new(dice.Next() >> 8),
            Thread = new(dice.Next() >> 8),
            Body = new LogAddress(dice.Next()),
        };
    }

    // From the first to the last that a date can be, with each offset there is.
    private static DateTimeOffset Date(Dice dice)
    {
        var seconds = (long)(dice.Next() % (ulong)(DateTime.MaxValue.Ticks / TimeSpan.TicksPerSecond - (2 * 86_400))) + 86_400;
        return new DateTimeOffset(seconds * TimeSpan.TicksPerSecond, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(dice.Between(-840, 840)));
    }
}
