using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Tests.Model;

/// <summary>Does one step on one side and says what came of it, in words that are the same on both.</summary>
internal sealed class Player(Side side)
{
    private const string NoAccount = "no account", NoMailbox = "no mailbox", NoView = "no view", Limited = "limited", Deleted = "deleted";

    public Task<string> PlayAsync(Step step) => step.Act switch
    {
        Act.Born => BornAsync(step),
        Act.Deliver => DeliverAsync(step),
        Act.Close or Act.Sync or Act.Read => LookAsync(step),
        Act.Flags or Act.Expunge or Act.History or Act.Burst or Act.Transfer => OnMailboxAsync(step),
        Act.Open => OpenAsync(step),
        _ => OnAccountAsync(step),
    };

    private async Task<string> BornAsync(Step step)
    {
        var result = await side.Home.Store.CreateAccount(Side.AccountName(step.Number("account")));
        return $"{result.Refusal} {side.Aliases.Of("account", 0, result.Id.Value)}";
    }

    private async Task<string> OnAccountAsync(Step step)
    {
        if (await side.AccountAsync(step.Number("account")) is not { } account)
        {
            return NoAccount;
        }

        return step.Act switch
        {
            Act.Gone => (await side.Home.Store.DeleteAccount(account.Id)).Refusal.ToString(),
            Act.Append => await AppendAsync(step, account),
            Act.Flood => await FloodAsync(step, account),
            Act.Drop => await DropAsync(step, account),
            Act.Create => Say(account, await account.Create(step.Mailbox("mailbox"), step.Pick<SpecialUse>("uses"))),
            Act.Delete => Say(account, await account.Delete(step.Mailbox("mailbox"), step.Is("children"))),
            Act.Rename => Say(account, await account.Rename(step.Mailbox("mailbox"), step.Mailbox("target"))),
            Act.Subscribe => Say(account, await account.Subscribe(step.Mailbox("mailbox"), step.Is("yes"))),
            Act.Uses => Say(account, await account.SetUses(step.Mailbox("mailbox"), step.Pick<SpecialUse>("uses"))),
            Act.Metadata => Say(account, await account.SetMetadata(MailboxOrNone(step), [Entry(step)])),
            Act.Quota => Say(account, await account.SetQuota(new(step.Limit("bytes"), step.Limit("messages"), step.Limit("mailboxes")))),
            _ => throw new ArgumentOutOfRangeException(nameof(step), $"{step} is not for an account."),
        };
    }

    private static MailboxName? MailboxOrNone(Step step) => step.Text("mailbox") == Step.Nothing ? null : step.Mailbox("mailbox");

    private static MetadataEntry Entry(Step step) =>
        new($"/private/{step.Text("entry")}", step.Limit("bytes") is { } bytes ? Side.Body(step.Number("seed"), (int)bytes).AsMemory() : null);

    private static async Task<string> DropAsync(Step step, IAccount account)
    {
        await using var upload = await Side.FillAsync(account.BeginUpload(), Side.Body(step.Number("seed"), step.Number("bytes")));
        return $"dropped {upload.Length}";
    }

    private string Say(IAccount account, MailboxResult result) => $"{result.Refusal} {side.Aliases.Of("mailbox", account.Id.Value, result.Id.Value)}";

    private async Task<string> AppendAsync(Step step, IAccount account)
    {
        var messages = new List<NewMessage>();
        foreach (var bytes in step.Text("bytes").Split(','))
        {
            var octets = Side.Body(step.Number("seed") + messages.Count, int.Parse(bytes));
            messages.Add(new(await Side.FillAsync(account.BeginUpload(), octets)) { Flags = step.Flags("flags"), UniqueId = UniqueIdOf(step, messages.Count) });
        }

        return Say(account, await account.Append(step.Mailbox("mailbox"), messages));
    }

    // Scripts of before have none; of several messages every second one has one.
    private static UniqueId UniqueIdOf(Step step, int number) =>
        step.Has("unique") && step.Text("unique") != Step.Nothing && number % 2 == 0 ? UniqueId.Create($"{step.Text("unique")}.{number}") : default;

    /// <summary>In several appends: one has a limit.</summary>
    private async Task<string> FloodAsync(Step step, IAccount account)
    {
        var said = new List<string>();
        foreach (var piece in Enumerable.Range(step.Number("seed"), step.Number("count")).Chunk(600))
        {
            var messages = new List<NewMessage>();
            foreach (var number in piece)
            {
                messages.Add(new(await Side.FillAsync(account.BeginUpload(), Side.Body(number, 8))) { Flags = step.Flags("flags") });
            }

            said.Add(Say(account, await account.Append(step.Mailbox("mailbox"), messages)));
        }

        return string.Join("; ", said);
    }

    private string Say(IAccount account, AppendResult result) => $"{result.Refusal} {side.Validity(account.Id.Value, result.UidValidity)} {result.Uids}";

    private async Task<string> DeliverAsync(Step step)
    {
        var recipients = new List<Recipient>();
        foreach (var word in step.Text("to").Split(','))
        {
            var place = word.Split(':');
            var account = await side.AccountAsync(int.Parse(place[0]));
            recipients.Add(new(account?.Id ?? new AccountId(1UL << 50), MailboxName.Create(place[1])) { Flags = step.Flags("flags") });
        }

        var upload = side.Home.Store.BeginUpload([.. recipients.Select(recipient => recipient.Account)]);
        var results = await side.Home.Store.Deliver(await Side.FillAsync(upload, Side.Body(step.Number("seed"), step.Number("bytes"))), recipients);
        return string.Join("; ", results.Zip(recipients, (result, recipient) => $"{result.Refusal} {side.Validity(recipient.Account.Value, result.UidValidity)} {result.Uid}"));
    }

    /// <summary>Through a view its mailbox is reached though it may be deleted.</summary>
    private async Task<string> OnMailboxAsync(Step step)
    {
        if (await side.AccountAsync(step.Number("account")) is not { } account)
        {
            return NoAccount;
        }

        var mailbox = step.Has("view") ? side.Views[step.Number("view")]?.Mailbox : await account.OpenAsync(step.Mailbox("mailbox"));
        if (mailbox == null || (step.Has("view") && side.ViewScopes[step.Number("view")] != account.Id.Value))
        {
            return NoMailbox;
        }

        switch (step.Act)
        {
            case Act.Flags:
                return Say(await ChangeFlags(step, mailbox, step.Has("view") ? side.Views[step.Number("view")] : null));
            case Act.Expunge:
                return Say(await mailbox.Expunge(step.Text("uids") == "all" ? null : step.Uids("uids")));
            case Act.History:
                var since = new ModSeq((ulong)step.Number("since"));
                return mailbox.IsDeleted ? Deleted : $"changed {mailbox.ChangedSince(since)} vanished {mailbox.VanishedSince(since)}";
            case Act.Transfer:
                var moved = await account.Transfer(mailbox, step.Uids("uids"), step.Mailbox("target"), step.Pick<TransferKind>("kind"));
                return $"{moved.Refusal} {side.Validity(account.Id.Value, moved.UidValidity)} {moved.Source}>{moved.Target} {moved.ModSeq}";
            default:
                // While octets are on their way a limit of octets refuses early what the twin, who is never on its way, takes.
                return account.Quota.Limits.Bytes == null ? string.Join("; ", await Task.WhenAll(await HandInAsync(step, account, mailbox))) : Limited;
        }
    }

    /// <summary>Many changes, each handed in before the one before it is durable.</summary>
    public async Task<List<Task<string>>> HandInAsync(Step step, IAccount account, IMailbox mailbox)
    {
        var tickets = new List<Task<string>>();
        var target = step.Mailbox("mailbox");
        for (var number = 0; number < step.Number("count"); number++)
        {
            var seed = step.Number("seed") + number;
            var uids = UidSet.OfRanges(new UidRange((uint)(seed % 13) + 1, (uint)(seed % 13) + 1 + (uint)(seed % 5)));
            tickets.Add((seed % 4) switch
            {
                0 => AfterAsync(account.Append(target, [new(await Side.FillAsync(account.BeginUpload(), Side.Body(seed, seed % 3000)))]), result => Say(account, result)),
                1 => AfterAsync(mailbox.Expunge(uids), Say),
                2 => AfterAsync(mailbox.ChangeFlags(uids, FlagMode.Add, new FlagSet(SystemFlags.Deleted, Keyword.Create($"b{seed % 9}"))), Say),
                _ => AfterAsync(mailbox.ChangeFlags(uids, FlagMode.Remove, new FlagSet(SystemFlags.Deleted)), Say),
            });
        }

        return tickets;
    }

    private static async Task<string> AfterAsync<T>(CommitTicket<T> ticket, Func<T, string> say) => say(await ticket);

    /// <summary>Through a view also of what it numbers and is gone.</summary>
    private static CommitTicket<FlagResult> ChangeFlags(Step step, IMailbox mailbox, IMailboxView? view)
    {
        var (uids, mode, flags) = (step.Uids("uids"), step.Pick<FlagMode>("mode"), step.Flags("flags"));
        ModSeq? since = step.Limit("since") is { } number ? new ModSeq((ulong)number) : null;
        return view is null ? mailbox.ChangeFlags(uids, mode, flags, since) : view.ChangeFlags(view.Existing(uids), mode, flags, since);
    }

    private static string Say(FlagResult result) => result.Refusal == Refusal.None
        ? $"changed {result.Changed} conflicts {result.Conflicts} {result.ModSeq}"
        : $"{result.Refusal} {result.Changed}{result.Conflicts}";

    private static string Say(ExpungeResult result) => result.Refusal == Refusal.None ? $"{result.Expunged} {result.ModSeq}" : $"{result.Refusal} {result.Expunged}";

    private async Task<string> OpenAsync(Step step)
    {
        var account = await side.AccountAsync(step.Number("account"));
        var mailbox = account == null ? null : await account.OpenAsync(step.Mailbox("mailbox"));
        if (mailbox == null)
        {
            return NoMailbox;
        }

        var number = step.Number("view");
        side.Views[number]?.Dispose();
        side.Views[number] = await mailbox.OpenViewAsync(step.Is("readonly"));
        side.ViewScopes[number] = account!.Id.Value;
        return $"{side.Views[number]!.Count} messages, {side.Views[number]!.RecentCount} recent";
    }

    private async Task<string> LookAsync(Step step)
    {
        var number = step.Number("view");
        if (side.Views[number] is not { } view)
        {
            return NoView;
        }

        switch (step.Act)
        {
            case Act.Close:
                view.Dispose();
                side.Views[number] = null;
                return "closed";
            case Act.Sync:
                var changes = view.Sync(step.Is("expunges"));
                return $"vanished {changes.Vanished} expunged {string.Join(',', changes.Expunged)} arrivals {changes.HasArrivals} flags {changes.FlagChanges} keywords {changes.HasNewKeywords} gone {changes.IsMailboxGone}";
            default:
                return await Portrait.BodyAsync(view, new Uid((uint)step.Number("uid")));
        }
    }
}
