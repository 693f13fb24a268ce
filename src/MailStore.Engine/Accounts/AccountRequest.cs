using MailStore.Abstractions.Changes;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>A change of one account.</summary>
internal abstract class AccountRequest<T>(AccountState account) : CommitRequest<T>
{
    protected AccountState Account => account;

    protected ChangeWriter Writer => account.Host.Writer;

    /// <summary>Looks, refuses or changes.</summary>
    protected abstract T Run(IBatch batch);

    protected abstract T Refuse(Refusal refusal);

    protected override void Decide(IBatch batch) => Outcome = account.IsDeleted ? Refuse(Refusal.NoSuchAccount) : Run(batch);
}
