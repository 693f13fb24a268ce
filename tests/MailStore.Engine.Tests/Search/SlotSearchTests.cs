using System.Globalization;
using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Testing.Chance;
using Xunit;

namespace MailStore.Engine.Tests.Search;

/// <summary>What is known of messages without opening them: searches agree with reading each one's entry, whatever changes meanwhile.</summary>
public sealed class SlotSearchTests
{
    private static readonly SearchNodeKind[] s_numbers =
        [SearchNodeKind.Size, SearchNodeKind.ModSeq, SearchNodeKind.InternalDay, SearchNodeKind.SaveDay, SearchNodeKind.InternalMoment, SearchNodeKind.EmailId];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Slots_answer_as_the_entries_of_messages_do(int seed)
    {
        var dice = new Dice((ulong)seed);
        await using var place = await SearchPlace.OpenAsync();
        var mailbox = (await place.Anna.OpenAsync(MailboxName.Inbox))!;
        for (var number = 0; number < 150; number++)
        {
            await place.AppendAsync(Encoding.ASCII.GetBytes($"Subject: x\r\n\r\n{new string('x', dice.Below(400))}"));
        }

        using var view = await place.ViewAsync();
        for (var round = 0; round < 120; round++)
        {
            var uids = UidSet.Of((uint)dice.Between(1, 150), (uint)dice.Between(1, 150));
            var flags = new FlagSet((SystemFlags)dice.Below(32), [Keyword.Create("k" + dice.Below(70).ToString(CultureInfo.InvariantCulture))]);
            var mode = dice.Percent(70) ? FlagMode.Add : FlagMode.Replace;
            await (dice.Percent(50) ? view.ChangeFlags(uids, mode, flags) : mailbox.ChangeFlags(uids, mode, flags));
            if (dice.Percent(15))
            {
                await mailbox.Expunge(UidSet.OfRanges(new UidRange(1, (uint)dice.Between(1, 150))));
            }

            if (dice.Percent(10))
            {
                view.Sync(withExpunges: dice.Percent(50));
            }

            for (var query = 0; query < 4; query++)
            {
                var node = Roll(dice, depth: 0);
                var answer = await view.SearchAsync(node);
                Assert.True(answer.Open.IsEmpty);
                Assert.Equal(Expected(view, node), answer.Found);
            }
        }
    }

    private static SearchNode Roll(Dice dice, int depth)
    {
        switch (dice.Below(depth > 2 ? 5 : 8))
        {
            case 0 or 1:
                return new(SearchNodeKind.Flags) { Flags = (SystemFlags)(1 << dice.Below(5)) };
            case 2:
                return new(SearchNodeKind.Keyword) { Keyword = dice.Between(-1, 60) };
            case 3:
                var kind = dice.Pick(s_numbers);
                var middle = kind is SearchNodeKind.Size or SearchNodeKind.ModSeq ? dice.Below(400) : dice.Pick([739_940L, 739_575, 1_795_257_015, 0]);
                return new(kind) { Low = dice.Percent(50) ? middle : long.MinValue, High = dice.Percent(50) ? middle + dice.Below(50) : long.MaxValue };
            case 4:
                return new(SearchNodeKind.Uids) { Uids = UidSet.OfRanges(new UidRange((uint)dice.Between(1, 80), (uint)dice.Between(80, 200))) };
            case 5:
                return new(SearchNodeKind.Not) { Nodes = [Roll(dice, depth + 1)] };
            default:
                return new(dice.Percent(50) ? SearchNodeKind.AllOf : SearchNodeKind.AnyOf)
                {
                    Nodes = [.. Enumerable.Range(0, dice.Between(1, 4)).Select(_ => Roll(dice, depth + 1))],
                };
        }
    }

    private static UidSet Expected(IMailboxView view, SearchNode node)
    {
        var entries = new MessageEntry[view.Count];
        for (var read = 0; read < entries.Length;)
        {
            read += view.Read(read + 1, entries.AsSpan(read));
        }

        return UidSet.Of([.. entries.Where(entry => Holds(node, entry)).Select(entry => entry.Uid.Value)]);
    }

    private static bool Holds(SearchNode node, MessageEntry entry) => node.Kind switch
    {
        SearchNodeKind.AllOf => node.Nodes.All(inner => Holds(inner, entry)),
        SearchNodeKind.AnyOf => node.Nodes.Any(inner => Holds(inner, entry)),
        SearchNodeKind.Not => !Holds(node.Nodes[0], entry),
        SearchNodeKind.Uids => node.Uids.Contains(entry.Uid),
        SearchNodeKind.Flags => (entry.Flags & node.Flags) != SystemFlags.None,
        SearchNodeKind.Keyword => node.Keyword >= 0 && entry.Keywords.Has(node.Keyword),
        _ => NumberOf(node.Kind, entry) is var number && number >= node.Low && number <= node.High,
    };

    private static long NumberOf(SearchNodeKind kind, MessageEntry entry) => kind switch
    {
        SearchNodeKind.Size => entry.Size,
        SearchNodeKind.ModSeq => (long)entry.ModSeq.Value,
        SearchNodeKind.InternalDay => DateOnly.FromDateTime(entry.InternalDate.DateTime).DayNumber,
        SearchNodeKind.SaveDay => DateOnly.FromDateTime(entry.SaveDate.DateTime).DayNumber,
        SearchNodeKind.InternalMoment => entry.InternalDate.ToUnixTimeSeconds(),
        _ => (long)entry.Id.Value,
    };
}
