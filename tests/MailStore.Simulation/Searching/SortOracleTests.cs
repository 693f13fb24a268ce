using MailStore.Testing.Chance;

namespace MailStore.Simulation.Searching;

/// <summary>
/// Sorts and threads by seed, while mail comes, is indexed and goes: a store whose index keeps what messages are sorted by, which is read
/// column by column as it is asked for, has to answer as one that takes it out of the messages.
/// </summary>
public sealed class SortOracleTests
{
    private const int Lots = 8;
    private const int CommandsPerLot = 10;

    private static readonly string[] s_words = ["ARRIVAL", "CC", "DATE", "DISPLAYFROM", "DISPLAYTO", "FROM", "SIZE", "SUBJECT", "TO"];
    private static readonly string[] s_ways = ["ORDEREDSUBJECT", "REFERENCES", "REFS"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_the_index_keeps_orders_messages_as_the_messages_themselves_do(ulong seed)
    {
        var dice = Dice.For(seed, "sort", 0);
        var mail = new SearchedMail(dice, made: 100, real: 100);
        var messages = mail.Messages.OrderBy(_ => dice.Below(int.MaxValue)).ToList();
        await using var indexed = await SearchedStore.OpenAsync(isIndexed: true);
        await using var plain = await SearchedStore.OpenAsync(isIndexed: false);
        foreach (var lot in messages.Chunk(messages.Count / Lots))
        {
            await indexed.AppendAsync(lot);
            await plain.AppendAsync(lot);
            if (dice.Percent(60))
            {
                indexed.Index();
            }

            for (var number = 0; number < CommandsPerLot; number++)
            {
                var command = Command(dice);
                var (said, expected) = (await indexed.AskAsync(command), await plain.AskAsync(command));
                Assert.True(said == expected, $"seed {seed}: {command}\nwith an index: {said}without: {expected}");
            }

            var gone = 1 + dice.Below(messages.Count / 2);
            foreach (var store in (SearchedStore[])[indexed, plain])
            {
                await store.AskAsync($"UID STORE {gone} +FLAGS.SILENT (\\Deleted)");
                await store.AskAsync($"UID EXPUNGE {gone}");
            }
        }
    }

    private static string Command(Dice dice)
    {
        if (dice.Percent(25))
        {
            return $"THREAD {dice.Pick(s_ways)} UTF-8 ALL";
        }

        var words = Enumerable.Range(0, dice.Between(1, 3)).Select(_ => (dice.Percent(30) ? "REVERSE " : "") + dice.Pick(s_words));
        return $"UID SORT ({string.Join(' ', words)}) UTF-8 {(dice.Percent(20) ? "UNSEEN" : "ALL")}";
    }
}
