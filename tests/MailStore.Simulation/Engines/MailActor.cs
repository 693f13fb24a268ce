using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Simulation.Ledger;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Engines;

/// <summary>Does ops on a store and says what came of them, in words in which two stores must agree.</summary>
internal sealed class MailActor(IMailStore store)
{
    private const int LargeBytes = 400_000;

    public static IReadOnlyList<AccountName> Owners { get; } = [AccountName.Create("ann@example.org"), AccountName.Create("ben@example.org")];

    public async Task<IAccount> AccountAsync(int number) =>
        await store.OpenAccountAsync(Owners[number]) ?? throw new LedgerException($"account {Owners[number]} is gone");

    public async Task<string> DoAsync(MailOp op)
    {
        var account = await AccountAsync(op.Account);
        var box = MailboxName.Create(op.Box);
        var other = MailboxName.Create(op.Other);
        var dice = new Dice(op.Seed);
        return op.Verb switch
        {
            MailVerb.Append => await AppendAsync(account, box, dice, count: 1),
            MailVerb.AppendSome => await AppendAsync(account, box, dice, count: dice.Between(2, 4)),
            MailVerb.Create => Told((await account.Create(box)).Refusal),
            MailVerb.Delete => Told((await account.Delete(box, withChildren: dice.Percent(50))).Refusal),
            MailVerb.Rename => Told((await account.Rename(box, other)).Refusal),
            MailVerb.Subscribe => Told((await account.Subscribe(box, dice.Percent(60))).Refusal),
            MailVerb.Deliver => await DeliverAsync(box, other, dice),
            _ => await account.OpenAsync(box) is { } mailbox ? await InAsync(op.Verb, account, mailbox, other, dice) : "no mailbox",
        };
    }

    private static async Task<string> AppendAsync(IAccount account, MailboxName box, Dice dice, int count)
    {
        var messages = new List<NewMessage>();
        for (var i = 0; i < count; i++)
        {
            var upload = account.BeginUpload();
            await upload.WriteAsync(Body(dice));
            messages.Add(new(upload)
            {
                Flags = SomeFlags(dice),
                InternalDate = DateTimeOffset.UnixEpoch.AddDays(dice.Below(20_000)),
                UniqueId = dice.Percent(30) ? UniqueId.Create($"old-{dice.Below(1000)}") : default,
            });
        }

        var result = await account.Append(box, messages);
        return $"{result.Refusal} {result.Uids}";
    }

    private static async Task<string> InAsync(MailVerb verb, IAccount account, IMailbox mailbox, MailboxName other, Dice dice)
    {
        using var view = await mailbox.OpenViewAsync(isReadOnly: true);
        var uids = SomeUids(view, dice);
        switch (verb)
        {
            case MailVerb.Flags:
                return Told(await mailbox.ChangeFlags(uids, (FlagMode)dice.Below(3), SomeFlags(dice)));
            case MailVerb.FlagsIfUnchanged:
                var since = new ModSeq(1 + (ulong)dice.Below((int)mailbox.Status.HighestModSeq.Value));
                return Told(await mailbox.ChangeFlags(uids, FlagMode.Add, SomeFlags(dice), since));
            case MailVerb.Expunge:
                var gone = await mailbox.Expunge(dice.Percent(50) ? uids : null);
                return $"{gone.Refusal} {gone.Expunged} {gone.ModSeq}";
            default:
                var moved = await account.Transfer(mailbox, uids, other, verb == MailVerb.Copy ? TransferKind.Copy : TransferKind.Move);
                return $"{moved.Refusal} {moved.Source} {moved.Target}";
        }
    }

    private async Task<string> DeliverAsync(MailboxName box, MailboxName other, Dice dice)
    {
        var recipients = new List<Recipient>
        {
            new((await AccountAsync(0)).Id, box),
            new((await AccountAsync(1)).Id, other) { Flags = SomeFlags(dice) },
        };
        var upload = store.BeginUpload([.. recipients.Select(recipient => recipient.Account)]);
        await upload.WriteAsync(Body(dice));
        var results = await store.Deliver(upload, recipients, DateTimeOffset.UnixEpoch.AddDays(dice.Below(20_000)));
        return string.Join(' ', results.Select(result => $"{result.Refusal} {result.Uid}"));
    }

    private static byte[] Body(Dice dice) => LedgerOp.BodyOf(dice.Next(), dice.Percent(5) ? dice.Below(LargeBytes) : dice.Below(3000));

    private static UidSet SomeUids(IMailboxView view, Dice dice)
    {
        var chance = dice.Between(1, 60);
        return UidSet.Of([.. Enumerable.Range(1, view.Count).Select(sequence => view.UidAt(sequence).Value).Where(_ => dice.Percent(chance))]);
    }

    private static FlagSet SomeFlags(Dice dice)
    {
        var keywords = Enumerable.Range(0, 5).Where(_ => dice.Percent(15)).Select(number => Keyword.Create($"$k{number}"));
        return new((SystemFlags)(dice.Next() & dice.Next() & (ulong)SystemFlags.All), [.. keywords]);
    }

    private static string Told(Refusal refusal) => refusal.ToString();

    private static string Told(FlagResult result) => $"{result.Refusal} {result.Changed} {result.Conflicts} {result.ModSeq}";
}
