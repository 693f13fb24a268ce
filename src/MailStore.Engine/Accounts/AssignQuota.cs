using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>RFC 9208 §4.1.3, SETQUOTA.</summary>
internal sealed class AssignQuota(AccountState account, QuotaLimits limits) : TreeRequest(account)
{
    protected override MailboxResult Run(IBatch batch)
    {
        var change = new AccountQuota(Account.Id, limits);
        change.Write(Writer);
        batch.AppendChange(Writer.Written);
        Account.Apply(change);
        return new(Refusal.None, default);
    }
}
