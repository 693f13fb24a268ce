using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Tests.Messages;

public sealed class UidSetBitsTests
{
    [Fact]
    public void Bits_are_the_same_as_their_UIDs_one_by_one_whatever_was_there_before()
    {
        var dice = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var (bits, singly) = (new UidSetBuilder(), new UidSetBuilder());
            for (var words = dice.Next(1, 6); words > 0; words--)
            {
                var first = (uint)dice.Next(4) * 64;
                var word = (ulong)dice.NextInt64() & (dice.Next(3) == 0 ? ulong.MaxValue : (ulong)dice.NextInt64());
                word |= dice.Next(3) == 0 ? ulong.MaxValue << dice.Next(64) : 0;
                word &= first == 0 ? ~1UL : ulong.MaxValue;
                bits.Add(first, word);
                for (var bit = 0; bit < 64; bit++)
                {
                    if ((word >> bit & 1) != 0)
                    {
                        singly.Add(new Uid(first + (uint)bit));
                    }
                }

                if (dice.Next(4) == 0)
                {
                    var range = new UidRange((uint)dice.Next(1, 200), (uint)dice.Next(200, 300));
                    bits.Add(range);
                    singly.Add(range);
                }
            }

            Assert.Equal(singly.ToSet(), bits.ToSet());
        }
    }
}
