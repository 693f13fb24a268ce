using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Messages;
using MailStore.Engine.Tests.Rig;
using MailStore.Testing.Chance;
using Xunit;

namespace MailStore.Engine.Tests.Messages;

public sealed class VanishedLogTests
{
    private static readonly MailboxId Mailbox = new(8);

    [Fact]
    public void The_history_is_exact_from_any_mod_sequence_on()
    {
        foreach (var seed in Enumerable.Range(1, 5))
        {
            var dice = new Dice((ulong)seed);
            var (index, log, plain) = (new PlainIndex(), new VanishedLog(Mailbox, 0), new List<(ModSeq ModSeq, UidSet Uids)>());
            var modSeq = ModSeq.First;
            for (var round = 0; round < 30; round++)
            {
                modSeq = new(modSeq.Value + (ulong)dice.Below(1_000));
                var uids = Uids(dice, dice.Percent(10) ? 800 : 5);
                log.Append(uids, modSeq, index);
                plain.Add((modSeq, uids));
                if (dice.Percent(50))
                {
                    log.WriteBack(index);
                    log = dice.Percent(50) ? new VanishedLog(Mailbox, log.Pages) : log;
                }
            }

            log.WriteBack(index);
            foreach (var since in plain.Select(entry => entry.ModSeq).Append(default).Append(modSeq.Next))
            {
                var expected = plain.Where(entry => entry.ModSeq > since).Aggregate(UidSet.Empty, (set, entry) => set.Union(entry.Uids));
                Assert.Equal(expected, VanishedLog.Since(index, Mailbox, log.Pages, since));
                var sought = Uids(dice, 3);
                var first = plain.FirstOrDefault(entry => entry.ModSeq > since && !entry.Uids.Intersect(sought).IsEmpty).ModSeq;
                Assert.Equal(first, VanishedLog.FirstOf(sought, index, Mailbox, log.Pages, since));
            }
        }
    }

    [Fact]
    public void A_message_that_goes_alone_takes_a_few_octets()
    {
        var (index, log) = (new PlainIndex(), new VanishedLog(Mailbox, 0));
        var dice = new Dice(1);
        for (var modSeq = 2UL; modSeq < 100_002; modSeq++)
        {
            log.Append(UidSet.Of((uint)dice.Between(1, 1_000_000)), new(modSeq), index);
        }

        log.WriteBack(index);
        Assert.InRange(log.Pages * 4096 / 100_000.0, 1, 7);
    }

    private static UidSet Uids(Dice dice, int rangesMax)
    {
        var builder = new UidSetBuilder();
        for (var count = dice.Between(1, rangesMax); count > 0; count--)
        {
            var first = (uint)(dice.Next() >> dice.Between(32, 60)) | 1;
            builder.Add(new UidRange(first, Math.Max(first, first + (uint)dice.Below(20))));
        }

        return builder.ToSet();
    }
}
