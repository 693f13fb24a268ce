using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Testing.Chance;

namespace MailStore.Engine.Tests.Model;

/// <summary>Rolls the next step, mostly one that makes sense where the twin stands now, and sometimes one that does not.</summary>
internal sealed class StepRoller(Dice dice, Mix mix)
{
    private static readonly string[] Words = ["Seen", "Answered", "Flagged", "Deleted", "Deleted", "Draft", "k1", "K1", "k2", "$Work"];
    private static readonly SpecialUse[] Uses = [SpecialUse.None, SpecialUse.None, SpecialUse.Sent, SpecialUse.Junk, SpecialUse.Sent | SpecialUse.Trash];

    /// <summary>What there is to begin with.</summary>
    public IEnumerable<Step> Opening() => Enumerable.Range(0, mix.Accounts).Select(number => Step.Of(Act.Born, ("account", number)));

    public async Task<Step> RollAsync(Side twin)
    {
        var act = RollAct();
        var account = ("account", (object)dice.Below(mix.Accounts));
        return act switch
        {
            Act.Born or Act.Gone => Step.Of(act, account),
            Act.Create => Step.Of(act, account, Mailbox(), ("uses", dice.Pick(Uses))),
            Act.Delete => Step.Of(act, account, Mailbox(), ("children", dice.Percent(20))),
            Act.Rename => Step.Of(act, account, Mailbox(), ("target", dice.Pick(mix.Names))),
            Act.Subscribe => Step.Of(act, account, Mailbox(), ("yes", dice.Percent(60))),
            Act.Uses => Step.Of(act, account, Mailbox(), ("uses", dice.Pick(Uses))),
            Act.Metadata => Step.Of(act, account, dice.Percent(30) ? ("mailbox", Step.Nothing) : Mailbox(), ("entry", (char)('a' + dice.Below(4))), ("bytes", dice.Percent(30) ? Step.Nothing : dice.Below(200)), Seed()),
            Act.Quota => await RollQuotaAsync(twin, dice.Below(mix.Accounts)),
            Act.Append => Step.Of(act, account, Mailbox(), ("bytes", RollSizes()), Seed(), ("flags", RollFlags()), ("unique", dice.Percent(30) ? $"u{dice.Below(10_000)}" : Step.Nothing)),
            Act.Flood => Step.Of(act, account, Mailbox(), ("count", dice.Between(1, mix.FloodMax)), Seed(), ("flags", RollFlags())),
            Act.Drop => Step.Of(act, account, ("bytes", dice.Below(400_000)), Seed()),
            Act.Deliver => Step.Of(act, ("to", string.Join(',', Enumerable.Range(0, dice.Between(1, 4)).Select(_ => $"{dice.Below(mix.Accounts)}:{RollName()}"))), ("bytes", RollSize()), Seed(), ("flags", RollFlags())),
            Act.Advance => Step.Of(act, ("seconds", dice.Below(100_000))),
            Act.Restart or Act.Crash => Step.Of(act),
            Act.Torn => Step.Of(act, account, Mailbox(), ("count", dice.Between(2, 30)), Seed()),
            Act.Open => Step.Of(act, account, Mailbox(), View(), ("readonly", dice.Percent(30))),
            Act.Close => Step.Of(act, View()),
            Act.Sync => Step.Of(act, View(), ("expunges", dice.Percent(60))),
            Act.Read => Step.Of(act, View(), ("uid", dice.Between(1, 30))),
            _ => await RollOnMailboxAsync(act, twin),
        };
    }

    private Act RollAct()
    {
        var at = dice.Below(mix.Shares.Sum(share => share.Share));
        return mix.Shares.First(share => (at -= share.Share) < 0).Act;
    }

    private async Task<Step> RollOnMailboxAsync(Act act, Side twin)
    {
        var number = dice.Below(mix.Accounts);
        var account = ("account", (object)number);
        var where = act != Act.Burst && dice.Percent(20) ? View() : Mailbox();
        var status = await StatusAsync(twin, number, where);
        var uids = ("uids", (object)RollUids(status));
        var since = ("since", (object)(status is { } now ? dice.Below((int)now.HighestModSeq.Value + 2) : 1));
        return act switch
        {
            Act.Flags => Step.Of(act, account, where, uids, ("mode", dice.Pick(Enum.GetValues<FlagMode>())), ("flags", RollFlags()), dice.Percent(25) ? since : ("since", Step.Nothing)),
            Act.Expunge => Step.Of(act, account, where, dice.Percent(40) ? ("uids", "all") : uids),
            Act.History => Step.Of(act, account, where, since),
            Act.Transfer => Step.Of(act, account, where, uids, ("target", RollName()), ("kind", dice.Pick(Enum.GetValues<TransferKind>()))),
            _ => Step.Of(Act.Burst, account, where, ("count", dice.Between(2, 40)), Seed()),
        };
    }

    private static async Task<MailboxStatus?> StatusAsync(Side twin, int number, (string Name, object Value) where)
    {
        if (where.Name == "view")
        {
            return twin.Views[(int)where.Value]?.Mailbox.Status;
        }

        var account = await twin.AccountAsync(number);
        var mailbox = account == null ? null : await account.OpenAsync(MailboxName.Create((string)where.Value));
        return mailbox?.Status;
    }

    private async Task<Step> RollQuotaAsync(Side twin, int number)
    {
        var used = (await twin.AccountAsync(number))?.Quota ?? new Quota(default, 0, 0, 0);
        return Step.Of(
            Act.Quota,
            ("account", number),
            ("bytes", dice.Percent(60) ? Step.Nothing : used.Bytes + dice.Below(20_000)),
            ("messages", dice.Percent(60) ? Step.Nothing : used.Messages + dice.Below(10)),
            ("mailboxes", dice.Percent(60) ? Step.Nothing : used.Mailboxes + dice.Below(3)));
    }

    private (string Name, object Value) Mailbox() => ("mailbox", RollName());

    private (string Name, object Value) View() => ("view", dice.Below(Side.ViewCount));

    private (string Name, object Value) Seed() => ("seed", dice.Below(10_000));

    private string RollName() => dice.Pick(mix.Names);

    private string RollSizes() => string.Join(',', Enumerable.Range(0, dice.Percent(70) ? 1 : dice.Between(2, 9)).Select(_ => RollSize()));

    private int RollSize() => dice.Below(200) switch
    {
        0 => dice.Between(200_000, 700_000),
        < 30 => dice.Between(1_000, 20_000),
        _ => dice.Below(300),
    };

    private string RollFlags()
    {
        var words = Enumerable.Range(0, dice.Below(4)).Select(_ => dice.Percent(4) ? $"x{dice.Below(90)}" : dice.Pick(Words)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return words.Count == 0 ? Step.Nothing : string.Join(',', words);
    }

    private string RollUids(MailboxStatus? status)
    {
        var last = status is { } now ? (int)now.UidNext.Value : 3;
        var builder = new UidSetBuilder();
        for (var count = dice.Between(1, 4); count > 0; count--)
        {
            // Mostly among the newest: the oldest ones are gone.
            var first = dice.Percent(70) ? Math.Max(1, last - dice.Below(mix.WidthMax + 8)) : dice.Between(1, last + 1);
            builder.Add(new UidRange((uint)first, (uint)(first + (dice.Percent(60) ? 0 : dice.Below(mix.WidthMax)))));
        }

        return dice.Percent(5) ? UidSet.All.ToString() : builder.ToSet().ToString();
    }
}
