using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Changes;
using MailStore.Log.Commit;

namespace MailStore.Engine.Accounts;

/// <summary>A change of an account's tree, or of what hangs on its names.</summary>
internal abstract class TreeRequest(AccountState account) : AccountRequest<MailboxResult>(account)
{
    protected override MailboxResult Refuse(Refusal refusal) => MailboxResult.Refused(refusal);

    /// <summary>Mailboxes of these names, all of them new, the last one with uses. The caller has looked whether they may be.</summary>
    protected MailboxId Create(IReadOnlyList<MailboxName> names, SpecialUse uses, UidValidity first, IBatch batch)
    {
        var number = Account.Host.Directory.NextNumber;
        var mailboxes = new NewMailbox[names.Count];
        for (var i = 0; i < mailboxes.Length; i++)
        {
            var id = new MailboxId(EngineId.Of(EngineId.SlotOf(Account.Id), number + (ulong)i));
            mailboxes[i] = new(names[i], id, new UidValidity(first.Value + (uint)i), i == mailboxes.Length - 1 ? uses : SpecialUse.None);
        }

        var change = new MailboxesCreated(Account.Id, mailboxes);
        change.Write(Writer);
        batch.AppendChange(Writer.Written);
        Account.Apply(change, batch.Index);
        return mailboxes[^1].Id;
    }
}
