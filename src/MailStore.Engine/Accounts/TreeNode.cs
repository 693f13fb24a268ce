using MailStore.Abstractions.Mailboxes;

namespace MailStore.Engine.Accounts;

/// <summary>A name of an account: a mailbox, or a subscription without one, or both.</summary>
internal readonly record struct TreeNode(MailboxName Name, MailboxId Id, UidValidity Validity, SpecialUse Uses, bool IsSubscribed)
{
    public bool Exists => !Id.IsNone;
}
