using System.Globalization;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Searching;

/// <summary>
/// Searches by seed, to a store that has an index of most of its messages and to one that has none and looks into every message:
/// both have to find the same. <c>MAILSTORE_QUERIES</c>, <c>MAILSTORE_MESSAGES</c> and <c>MAILSTORE_SEED</c> make it longer, or another one.
/// </summary>
public sealed class SearchOracleTests
{
    [Fact]
    public async Task What_the_index_finds_is_what_a_scan_of_all_messages_finds()
    {
        var (seed, queries, count) = ((ulong)Setting("MAILSTORE_SEED", 1), Setting("MAILSTORE_QUERIES", 500), Setting("MAILSTORE_MESSAGES", 160));
        var dice = Dice.For(seed, "search", 0);
        var mail = new SearchedMail(dice, made: count / 2, real: count / 2);
        await using var indexed = await SearchedStore.OpenAsync(isIndexed: true);
        await using var scanned = await SearchedStore.OpenAsync(isIndexed: false);

        // In three lots, of which the last one is not indexed: so there are segments, and what is in none.
        var lots = mail.Messages.Chunk(Math.Max(1, (mail.Messages.Count + 2) / 3)).ToList();
        for (var lot = 0; lot < lots.Count; lot++)
        {
            await indexed.AppendAsync(lots[lot]);
            await scanned.AppendAsync(lots[lot]);
            if (lot < lots.Count - 1)
            {
                indexed.Index();
            }
        }

        var searches = new SearchDice(dice, mail.Text, mail.Messages.Count);
        var found = 0;
        for (var number = 0; number < queries; number++)
        {
            if (number == queries / 2)
            {
                await ExpungeAsync(indexed);
                await ExpungeAsync(scanned);
                indexed.Index();
            }

            var search = searches.Next();
            var (said, expected) = (await indexed.AskAsync("UID SEARCH " + search), await scanned.AskAsync("UID SEARCH " + search));
            Assert.True(said == expected, $"seed {seed}, search {number}: UID SEARCH {search}\nwith an index: {said}without: {expected}");
            found += said.Contains("SEARCH ", StringComparison.Ordinal) ? 1 : 0;
        }

        // A test that finds nothing says nothing.
        Assert.InRange(found, queries / 3, queries);
    }

    private static async Task ExpungeAsync(SearchedStore store)
    {
        await store.AskAsync("UID STORE 10:14,40,41 +FLAGS.SILENT (\\Deleted)");
        await store.AskAsync("UID EXPUNGE 10:14,40,41");
    }

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : usual;
}
