using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Simulation.Ledger;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Kills;

/// <summary>Appends, flags and expunges in all mailboxes at once, and says so, until it is killed.</summary>
internal sealed class Worker(KillStore store, ulong seed, int round, int number)
{
    private const ulong MessagesPerMailbox = 1_000_000;
    private const int LargeBytes = 600_000;

    /// <summary>All of them are read after each kill.</summary>
    private const int MessagesMax = 150;

    private static readonly Lock OutputGate = new();

    private readonly Dice _dice = Dice.For(seed, "worker", ((ulong)round << 8) | (uint)number);
    private readonly List<Uid> _uids = [];
    private ulong _next = ((((ulong)round * KillStore.Mailboxes) + (ulong)number) * MessagesPerMailbox) + 1;

    public static async Task RunAsync(string folder, ulong seed, int round)
    {
        Say("opening");
        await using var store = KillStore.Open(folder);
        Say("open");
        var workers = Enumerable.Range(0, KillStore.Mailboxes).Select(number => Task.Run(() => new Worker(store, seed, round, number).RunAsync()));
        await Task.WhenAll(workers);
    }

    private static void Say(string line)
    {
        lock (OutputGate)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }

    // Ends only if nobody kills it: the parent has failed then, and no process stays behind.
    private async Task RunAsync()
    {
        var account = await store.AccountAsync();
        var mailbox = await store.MailboxAsync(number);
        using (var view = await mailbox.OpenViewAsync(isReadOnly: true))
        {
            for (var sequence = 1; sequence <= view.Count; sequence++)
            {
                _uids.Add(view.UidAt(sequence));
            }
        }

        for (var step = 0; step < 100_000; step++)
        {
            await ((_uids.Count == 0 ? 0 : _uids.Count > MessagesMax ? 9 : _dice.Below(10)) switch
            {
                < 5 => AppendAsync(account),
                < 8 => FlagAsync(mailbox),
                _ => ExpungeAsync(mailbox),
            });
        }
    }

    private async Task AppendAsync(Abstractions.Accounts.IAccount account)
    {
        var message = _next++;
        Say(new KillLine(false, KillLine.Append, number, message, 0, 0).ToString());
        await using var upload = account.BeginUpload();
        await upload.WriteAsync(BodyOf(message));
        var result = Taken(await account.Append(KillStore.NameOf(number), [new NewMessage(upload)]).WhenDurable(), outcome => outcome.Refusal);
        var uid = result.Uids.Each().Single();
        _uids.Add(uid);
        Say(new KillLine(true, KillLine.Append, number, message, uid.Value, 0).ToString());
    }

    private async Task FlagAsync(IMailbox mailbox)
    {
        var uid = _dice.Pick(_uids);
        var flag = _dice.Percent(50) ? FlagMode.Add : FlagMode.Remove;
        Say(new KillLine(false, KillLine.Flag, number, (ulong)flag, uid.Value, 0).ToString());
        var result = Taken(await mailbox.ChangeFlags(UidSet.Of(uid.Value), flag, new(SystemFlags.Flagged)).WhenDurable(), outcome => outcome.Refusal);
        Say(new KillLine(true, KillLine.Flag, number, (ulong)flag, uid.Value, result.Changed.IsEmpty ? 0 : result.ModSeq.Value).ToString());
    }

    private async Task ExpungeAsync(IMailbox mailbox)
    {
        var uid = _dice.Pick(_uids);
        _uids.Remove(uid);
        Say(new KillLine(false, KillLine.Expunge, number, 0, uid.Value, 0).ToString());
        var only = UidSet.Of(uid.Value);
        Taken(await mailbox.ChangeFlags(only, FlagMode.Add, new(SystemFlags.Deleted)).WhenDurable(), outcome => outcome.Refusal);
        var result = Taken(await mailbox.Expunge(only).WhenDurable(), outcome => outcome.Refusal);
        Say(new KillLine(true, KillLine.Expunge, number, 0, uid.Value, result.ModSeq.Value).ToString());
    }

    private static T Taken<T>(T outcome, Func<T, Refusal> refusal) =>
        refusal(outcome) == Refusal.None ? outcome : throw new InvalidOperationException($"The store refuses: {refusal(outcome)}.");

    /// <summary>Mostly small, now and then of several chunks.</summary>
    public static byte[] BodyOf(ulong message)
    {
        var dice = Dice.For(message, "length", 0);
        return LedgerOp.BodyOf(message, dice.Percent(3) ? dice.Below(LargeBytes) : dice.Between(sizeof(ulong), 20_000));
    }
}
