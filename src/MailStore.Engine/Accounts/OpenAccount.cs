using MailStore.Abstractions.Accounts;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>Brings an account into memory: the writer does it, so that there is only ever one of it.</summary>
internal sealed class OpenAccount(IAccountHost host, AccountId id, bool isPassing = false) : CommitRequest<Account?>
{
    protected override void Decide(IBatch batch) => Outcome = host.Find(id, isPassing)?.Shared;
}
