using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Engine.Access;

/// <summary>RFC 4314: who may do what. Asked for each command, so that a right that is taken away is gone with the next one.</summary>
public interface IAccessRules
{
    /// <summary>What whoever has the account open may do with a mailbox; with none, with the place above all mailboxes.</summary>
    MailboxRights RightsTo(AccountId account, MailboxId mailbox);
}
