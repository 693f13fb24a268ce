using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Tests.Messages;

public sealed class KeywordBitsTests
{
    [Fact]
    public void Bits_agree_with_a_set_of_numbers()
    {
        var random = new Random(2);
        var (bits, numbers) = (KeywordBits.None, new SortedSet<int>());
        for (var round = 0; round < 5000; round++)
        {
            var number = random.Next(round % 2 == 0 ? 70 : KeywordTable.CountMax);
            var before = bits;
            if (random.Next(2) == 0)
            {
                bits = bits.With(number);
                numbers.Add(number);
            }
            else
            {
                bits = bits.Without(number);
                numbers.Remove(number);
            }

            Assert.Equal(numbers.Contains(number), bits.Has(number));
            Assert.Equal((numbers.Count, numbers.Count == 0), (bits.Count, bits.IsEmpty));
            Assert.Equal(before.Has(number) == bits.Has(number), before == bits);
            Assert.Equal(numbers.Where(one => one >= KeywordBits.WordCount), bits.Rest.ToArray().Select(one => (int)one));
            Assert.Equal(bits, KeywordBits.Of(bits.Word, bits.Rest));
            Assert.Equal(bits.GetHashCode(), KeywordBits.Of(bits.Word, bits.Rest).GetHashCode());
        }
    }

    [Fact]
    public void What_was_added_and_taken_away_is_as_if_never_there()
    {
        Assert.Equal(KeywordBits.None, KeywordBits.None.With(60).Without(60));
        Assert.Equal(KeywordBits.OfWord(1), KeywordBits.None.With(99).With(0).Without(99));
    }

    [Fact]
    public void A_table_names_the_keywords_of_a_message()
    {
        var table = Enumerable.Range(0, 80).Aggregate(KeywordTable.Empty, (table, number) => table.With(Keyword.Create($"k{number}")));
        var entry = new MessageEntry
        {
            Uid = Uid.First,
            ModSeq = ModSeq.First,
            InternalDate = default,
            SaveDate = default,
            Size = 0,
            Id = default,
            Thread = default,
            Flags = SystemFlags.Flagged,
            Keywords = KeywordBits.None.With(79).With(3).With(56),
        };
        Assert.Equal(@"(\Flagged k3 k56 k79)", table.NamesOf(entry).ToString());
        Assert.True(table.TryFind(Keyword.Create("K79"), out var number));
        Assert.Equal((79, 80), (number, table.Count));
        Assert.Throws<ArgumentException>(() => table.With(Keyword.Create("K3")));
    }
}
