using MailStore.Abstractions.Mailboxes;

namespace MailStore.Abstractions.Accounts;

/// <summary>Something that other sessions of the account may want to know: a mailbox has news, or the tree differs.</summary>
/// <param name="Mailbox">Whose status changed; none if the tree did.</param>
public readonly record struct AccountChange(MailboxId Mailbox);
