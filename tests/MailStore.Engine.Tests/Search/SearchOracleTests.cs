using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Searching;
using MailStore.Testing.Chance;
using Xunit;

namespace MailStore.Engine.Tests.Search;

/// <summary>Whatever the index says is what looking into each message says.</summary>
public sealed class SearchOracleTests
{
    private static readonly SearchField[] s_fields = Enum.GetValues<SearchField>();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_index_never_says_what_the_messages_do_not(int seed)
    {
        var dice = new Dice((ulong)seed);
        var roller = new MailRoller((ulong)seed);
        await using var place = await SearchPlace.OpenAsync();
        var texts = new List<string>();
        for (var round = 0; round < 6; round++)
        {
            for (var count = 0; count < 20; count++)
            {
                var message = roller.Next();
                texts.AddRange(CollectedTexts.Of(message));
                await place.AppendAsync(message);
            }

            // The last ones stay as they are: searches look into them.
            if (round < 5)
            {
                place.RunIndexing();
            }
        }

        using var view = await place.ViewAsync();
        var sure = 0;
        for (var query = 0; query < 250; query++)
        {
            var node = Roll(dice, texts, roller);
            var answer = await view.SearchAsync(node);
            await AssertRightAsync(view, node, answer);
            sure += answer.Open.Count <= 20 ? 1 : 0;
        }

        Assert.True(sure > 100, $"Only {sure} of 250 searches needed no message of those that are indexed.");
        Assert.Empty(place.Reported);
    }

    internal static async Task AssertRightAsync(IMailboxView view, SearchNode node, SearchAnswer answer)
    {
        Assert.True(answer.Found.Intersect(answer.Open).IsEmpty);
        for (var sequence = 1; sequence <= view.Count; sequence++)
        {
            var uid = view.UidAt(sequence);
            var holds = await Naive.HoldsAsync(view, uid, node);
            var isRight = holds ? answer.Found.Contains(uid) || answer.Open.Contains(uid) : !answer.Found.Contains(uid);
            Assert.True(isRight, $"\"{node.Text}\" in {node.Field} {node.Name} {(holds ? "is" : "is not")} in message {uid}, found {answer.Found}, open {answer.Open}");
        }
    }

    internal static SearchNode Roll(Dice dice, List<string> texts, MailRoller roller)
    {
        if (dice.Percent(4))
        {
            var day = new DateOnly(2026, 11, dice.Between(1, 28)).DayNumber;
            return new(SearchNodeKind.SentDay) { Low = dice.Percent(50) ? day : 0, High = day };
        }

        var text = dice.Pick(texts);
        var start = dice.Below(text.Length + 1);
        var length = Math.Min(text.Length - start, dice.Percent(70) ? dice.Between(0, 12) : dice.Between(0, 90));
        var needle = dice.Percent(90) ? text.Substring(start, length) : roller.Phrase(dice.Between(1, 2));

        // A cut through a pair of surrogates is nothing that a client can send.
        needle = new([.. needle.Where((letter, at) => !char.IsSurrogate(letter) || IsWhole(needle, at))]);
        needle = dice.Below(4) switch { 0 => needle.ToUpperInvariant(), 1 => needle.ToLowerInvariant(), _ => needle };
        return new(SearchNodeKind.Text)
        {
            Field = dice.Pick(s_fields),
            Name = dice.Pick(["Message-ID", "X-Tag", "x-odd-", "Received", "Date", "to"]),
            Text = needle,
        };
    }

    private static bool IsWhole(string text, int at) => char.IsHighSurrogate(text[at])
        ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
        : at > 0 && char.IsHighSurrogate(text[at - 1]);
}
