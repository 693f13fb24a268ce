using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Tests.Messages;

public sealed class IdTests
{
    [Fact]
    public void Mod_sequences_end_below_two_to_the_63()
    {
        // RFC 7162 §3.1: a 63-bit number.
        var last = new ModSeq(long.MaxValue - 2).Next;
        Assert.Equal(new ModSeq(long.MaxValue - 1), last);
        Assert.Throws<InvalidOperationException>(() => last.Next);
        Assert.Equal(new ModSeq(2), ModSeq.First.Next);
        Assert.True(default(ModSeq).IsNone && !ModSeq.First.IsNone);
    }

    [Fact]
    public void Uids_and_mod_sequences_are_ordered_as_numbers()
    {
        Assert.True(new Uid(uint.MaxValue) > new Uid(int.MaxValue));
        Assert.True(new Uid(1) <= Uid.First && Uid.First >= new Uid(1) && default(Uid) < Uid.First);
        Assert.True(new ModSeq(ulong.MaxValue) > new ModSeq(1));
        Assert.Equal([new Uid(1), new Uid(2), new Uid(4_000_000_000)], new[] { new Uid(4_000_000_000), new Uid(1), new Uid(2) }.Order());
    }

    [Fact]
    public void System_flags_are_the_bits_that_lie_on_disk()
    {
        Assert.Equal(
            [(SystemFlags.Seen, 1), (SystemFlags.Answered, 2), (SystemFlags.Flagged, 4), (SystemFlags.Deleted, 8), (SystemFlags.Draft, 16)],
            Enum.GetValues<SystemFlags>().Where(flag => int.PopCount((int)flag) == 1).Select(flag => (flag, (int)flag)));
    }
}
