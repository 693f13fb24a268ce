using MailStore.Abstractions.Mailboxes;

namespace MailStore.Abstractions.Accounts;

/// <summary>Something that other sessions of the account may want to know: a mailbox has news, the tree differs, or metadata does.</summary>
/// <param name="Mailbox">Whose status or metadata changed; none if the tree did, or the metadata of the account.</param>
public readonly record struct AccountChange(MailboxId Mailbox)
{
    /// <summary>RFC 5464: names of entries that were set or removed. Null if it is no metadata that changed.</summary>
    public IReadOnlyList<string>? Entries { get; init; }
}
