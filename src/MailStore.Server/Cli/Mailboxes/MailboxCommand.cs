using System.CommandLine;
using System.CommandLine.Parsing;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Users;
using MailStore.Server.Cli.Work;

namespace MailStore.Server.Cli.Mailboxes;

/// <summary><c>mailstore mailbox</c>: a user's mailboxes, as an operator sees them.</summary>
internal static class MailboxCommand
{
    public static Command Build(WorkCommand make)
    {
        var user = new UserArguments().Name;
        var name = Name("mailbox");
        var target = Name("target");
        var children = new Option<bool>("--children") { Description = "All that is below it too." };
        var yes = new Option<bool>("--yes") { Description = "Really: its mail goes." };
        var uses = new Option<SpecialUse>("--use") { Description = "Drafts, Sent, Junk, Trash, Archive, All, Flagged, Important or None." };
        return new Command("mailbox", "Mailboxes of a user, also while they are logged in.")
        {
            make.Make("list", "All of them, with what is in them.", (work, parsed) => WithAsync(work, parsed.GetValue(user), account => ListAsync(work, account)), mayCreate: false, user),
            make.Make("create", "A new one, with the levels above it.", (work, parsed) => ChangeAsync(
                work, parsed.GetValue(user), account => account.Create(parsed.GetValue(name), parsed.GetValue(uses)), $"{parsed.GetValue(name)} is created."), mayCreate: false, user, name, uses),
            make.Make("rename", "With all that is below it.", (work, parsed) => ChangeAsync(
                work, parsed.GetValue(user), account => account.Rename(parsed.GetValue(name), parsed.GetValue(target)), $"{parsed.GetValue(name)} is {parsed.GetValue(target)} now."), mayCreate: false, user, name, target),
            make.Make("delete", "With its mail.", (work, parsed) => !parsed.GetValue(yes)
                ? Task.FromResult(work.Refuse($"All mail in {parsed.GetValue(name)} would go: say --yes if that is meant."))
                : ChangeAsync(work, parsed.GetValue(user), account => account.Delete(parsed.GetValue(name), parsed.GetValue(children)), $"{parsed.GetValue(name)} is deleted."), mayCreate: false, user, name, children, yes),
            make.Make("subscribe", "Clients show it.", (work, parsed) => ChangeAsync(
                work, parsed.GetValue(user), account => account.Subscribe(parsed.GetValue(name), isSubscribed: true), $"{parsed.GetValue(name)} is subscribed."), mayCreate: false, user, name),
            make.Make("unsubscribe", "Clients show it no more.", (work, parsed) => ChangeAsync(
                work, parsed.GetValue(user), account => account.Subscribe(parsed.GetValue(name), isSubscribed: false), $"{parsed.GetValue(name)} is not subscribed."), mayCreate: false, user, name),
            make.Make("use", "What it is for: RFC 6154.", (work, parsed) => ChangeAsync(
                work, parsed.GetValue(user), account => account.SetUses(parsed.GetValue(name), parsed.GetValue(uses)), $"{parsed.GetValue(name)} is for {parsed.GetValue(uses)}."), mayCreate: false, user, name, uses),
        };
    }

    private static Argument<MailboxName> Name(string label) => new(label)
    {
        Description = "Levels have slashes between them, such as Archive/2026.",
        CustomParser = Read,
    };

    private static MailboxName Read(ArgumentResult result)
    {
        if (!MailboxName.TryCreate(result.Tokens[^1].Value, out var name))
        {
            result.AddError($"'{result.Tokens[^1].Value}' is no name of a mailbox.");
        }

        return name;
    }

    private static async Task<ExitCode> WithAsync(StoreWork work, AccountName user, Func<IAccount, Task<ExitCode>> action) =>
        await work.Store.OpenAccountAsync(user, work.Cancel) is { } account ? await action(account) : work.Refuse($"There is no user {user}.");

    private static async Task<ExitCode> ListAsync(StoreWork work, IAccount account)
    {
        foreach (var entry in account.Tree)
        {
            var status = (await account.OpenAsync(entry.Name, work.Cancel))?.Status;
            var words = status is { } now ? $"{now.Messages} messages, {now.Unseen} unseen, {Quantity.Bytes(now.Size)}" : "no mailbox";
            work.Run.WriteLine(
                new
                {
                    Mailbox = entry.Name.Text,
                    entry.Exists,
                    entry.IsSubscribed,
                    Uses = entry.Uses.ToString(),
                    status?.Messages,
                    status?.Unseen,
                    status?.Size,
                    UidValidity = status?.UidValidity.Value,
                    UidNext = status?.UidNext.Value,
                },
                $"{entry.Name}: {words}{(entry.Uses == SpecialUse.None ? "" : $", {entry.Uses}")}{(entry.IsSubscribed ? ", subscribed" : "")}");
        }

        return ExitCode.Done;
    }

    private static Task<ExitCode> ChangeAsync(StoreWork work, AccountName user, Func<IAccount, CommitTicket<MailboxResult>> change, string done) => WithAsync(work, user, async account =>
    {
        var result = await change(account);
        var fault = result.Refusal switch
        {
            Refusal.None => null,
            Refusal.NoSuchMailbox => "There is no such mailbox; 'mailstore mailbox list' shows those that there are.",
            Refusal.AlreadyExists => "There is a mailbox of that name.",
            Refusal.CannotDelete => "That one cannot be deleted: INBOX always stays, and a name that is no mailbox goes with --children.",
            Refusal.UseTaken => "Another mailbox is for that.",
            Refusal.OverQuota => "The user has as many mailboxes as they may have.",
            var refusal => $"The store refused: {refusal}.",
        };
        return work.Done(fault, new { User = user.Text, Mailbox = result.Id.ToString() }, done);
    });
}
