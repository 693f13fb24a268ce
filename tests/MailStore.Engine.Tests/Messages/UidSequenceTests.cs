using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;
using MailStore.Engine.Tests.Rig;
using MailStore.Testing.Chance;
using Xunit;

namespace MailStore.Engine.Tests.Messages;

public sealed class UidSequenceTests
{
    private static readonly MailboxId Mailbox = new(3);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 40)]
    [InlineData(3, 4_000)]
    [InlineData(4, 300_000)]
    public void It_is_what_a_plain_list_is_through_arrivals_and_expunges(ulong seed, int gapMax)
    {
        var dice = new Dice(seed);
        var index = new PlainIndex();
        var editor = new SequenceEditor(new PageSource(Mailbox, index).Open(Uid.First), new SpareRecords());
        var plain = new List<Uid>();
        var (next, modSeq) = (1u, ModSeq.First);
        for (var round = 0; round < 40; round++)
        {
            modSeq = modSeq.Next;
            for (var count = dice.Below(60); count > 0; count--)
            {
                next += (uint)dice.Below(gapMax) + 1;
                editor.Add(new(next), modSeq, index);
                plain.Add(new(next));
            }

            for (var count = plain.Count == 0 ? 0 : dice.Below(40); count > 0 && plain.Count > 0; count--)
            {
                var gone = dice.Pick(plain);
                plain.Remove(gone);
                editor.Remove(SlotChunk.NumberOf(gone), 1UL << SlotChunk.BitOf(gone), index);
            }

            var sequence = editor.Freeze();
            AssertSame(plain, sequence, dice, next);
            if (dice.Percent(30))
            {
                // As a batch ends, and sometimes as a process does.
                editor.WriteBack(index);
                var opened = new PageSource(Mailbox, index).Open(new(next + 1));
                AssertSame(plain, opened, dice, next);
                editor = dice.Percent(50) ? new SequenceEditor(opened, new SpareRecords()) : editor;
            }
        }
    }

    [Fact]
    public void A_version_stays_what_it_was_also_where_nobody_had_looked_at_it()
    {
        var index = new PlainIndex();
        var first = new SequenceEditor(new PageSource(Mailbox, index).Open(Uid.First), new SpareRecords());
        for (var uid = 1u; uid <= 20_000; uid++)
        {
            first.Add(new(uid), ModSeq.First, index);
        }

        first.WriteBack(index);
        var editor = new SequenceEditor(new PageSource(Mailbox, index).Open(new(20_001)), new SpareRecords());
        var before = editor.Freeze();
        for (var uid = 1u; uid <= 20_000; uid += 2)
        {
            editor.Remove(SlotChunk.NumberOf(new(uid)), 1UL << SlotChunk.BitOf(new(uid)), index);
        }

        editor.WriteBack(index);
        var after = editor.Freeze();
        Assert.Equal(10_000, after.Count);
        Assert.Equal(20_000, before.Count);
        Assert.Equal("1:20000", before.Intersect(UidSet.All).ToString());
        Assert.Equal(10_000, SequenceChange.Vanished(before, after).Count);
        Assert.True(SequenceChange.Vanished(after, before).IsEmpty);
    }

    [Fact]
    public void A_version_is_extended_by_what_arrived_and_keeps_what_went()
    {
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var dice = new Dice((ulong)seed);
            var index = new PlainIndex();
            var editor = new SequenceEditor(new PageSource(Mailbox, index).Open(Uid.First), new SpareRecords());
            var next = Add(editor, index, dice, 1, dice.Below(9_000));
            var older = editor.Freeze();
            for (var count = dice.Below(200); count > 0 && older.Count > 0; count--)
            {
                var gone = older.At(dice.Between(1, older.Count));
                if ((editor.WordOf(SlotChunk.NumberOf(gone)) >> SlotChunk.BitOf(gone) & 1) != 0)
                {
                    editor.Remove(SlotChunk.NumberOf(gone), 1UL << SlotChunk.BitOf(gone), index);
                }
            }

            var end = Add(editor, index, dice, next, dice.Below(9_000));
            var newer = editor.Freeze();
            var extended = SequenceChange.Extend(older, newer, new(next));
            var expected = older.Intersect(UidSet.All).Union(newer.Intersect(UidSet.All));
            Assert.Equal(expected, extended.Intersect(UidSet.All));
            Assert.Equal(expected.Count, extended.Count);
            Assert.Equal(SequenceChange.Vanished(older, newer), SequenceChange.Vanished(extended, newer));
            Assert.True(end >= next);
        }
    }

    private static uint Add(SequenceEditor editor, PlainIndex index, Dice dice, uint next, int count)
    {
        for (; count > 0; count--)
        {
            next += (uint)dice.Below(3);
            editor.Add(new(next++), ModSeq.First, index);
        }

        return next;
    }

    private static void AssertSame(List<Uid> plain, UidSequence sequence, Dice dice, uint next)
    {
        Assert.Equal(plain.Count, sequence.Count);
        Assert.Equal(plain.Count, sequence.Intersect(UidSet.All).Count);
        for (var place = 0; place < plain.Count; place++)
        {
            Assert.Equal(plain[place], sequence.At(place + 1));
            Assert.Equal(place + 1, sequence.IndexOf(plain[place]));
            Assert.Equal(place + 1, sequence.CountUpTo(plain[place]));
        }

        for (var tries = 0; tries < 50; tries++)
        {
            var uid = new Uid((uint)dice.Below((int)next + 100_000) + 1);
            var place = plain.BinarySearch(uid);
            Assert.Equal(place >= 0, sequence.Contains(uid));
            Assert.Equal(place >= 0 ? place + 1 : 0, sequence.IndexOf(uid));
            Assert.Equal(place >= 0 ? place + 1 : ~place, sequence.CountUpTo(uid));
        }
    }
}
