using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Engine.Access;

/// <summary>An account is opened by its owner, who may do everything. There is nobody else, as long as mailboxes cannot be shared.</summary>
public sealed class OwnerRules : IAccessRules
{
    private OwnerRules()
    {
    }

    public static OwnerRules Instance { get; } = new();

    public MailboxRights RightsTo(AccountId account, MailboxId mailbox) => MailboxRights.All;
}
