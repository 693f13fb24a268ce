using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;
using MailStore.Log.Index;

namespace MailStore.Engine.Accounts;

/// <summary>A new account with its INBOX.</summary>
internal sealed class CreateAccount(IAccountHost host, AccountName name) : CommitRequest<AccountResult>
{
    public static void Apply(AccountCreated change, IAccountHost host, IIndexWriter index)
    {
        var header = new AccountHeader { Id = change.Id, Name = change.Name, Ordinal = change.Ordinal, Limits = change.Limits };
        var account = new AccountState(host, header, new([]));
        host.Directory.Add(change, index, host.Writer, host.Buffer);
        host.Add(account);
        account.Apply(new MailboxesCreated(change.Id, [new(MailboxName.Inbox, change.Inbox, change.Validity, SpecialUse.None)]), index);
    }

    protected override void Decide(IBatch batch)
    {
        if (name.Text.Length == 0)
        {
            Outcome = new(Refusal.BadName, default);
            return;
        }

        if (!AccountDirectory.Find(name, batch.Index, host.Buffer).IsNone)
        {
            Outcome = new(Refusal.AlreadyExists, default);
            return;
        }

        var slot = NameHash.Of(name).Slot;
        var number = host.Directory.NextNumber;

        // Its name may have been another account's: clients that remember that one see a newer UIDVALIDITY.
        var seconds = Math.Max(1, ValidityClock.SecondsOf(batch.Now));
        var validity = new UidValidity((uint)Math.Min(uint.MaxValue, Math.Max(seconds, host.Directory.Retired.Value + 1UL)));
        var change = new AccountCreated(
            new(EngineId.Of(slot, number)), name, host.Directory.NextOrdinal, new(EngineId.Of(slot, number + 1)), validity, host.Limits.NewAccounts);
        change.Write(host.Writer);
        batch.AppendChange(host.Writer.Written);
        Apply(change, host, batch.Index);
        Outcome = new(Refusal.None, change.Id);
    }
}
