using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>An account goes with all that it has.</summary>
internal sealed class DeleteAccount(IAccountHost host, AccountId id) : CommitRequest<AccountResult>
{
    protected override void Decide(IBatch batch)
    {
        if (host.Find(id) is not { } account)
        {
            Outcome = new(Refusal.NoSuchAccount, default);
            return;
        }

        var change = new AccountDeleted(id);
        change.Write(host.Writer);
        batch.AppendChange(host.Writer.Written);
        account.Apply(change, batch.Index, batch.Bodies);
        Outcome = new(Refusal.None, id);
    }
}
