using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Accounts;

/// <summary>One place that a delivered message goes to.</summary>
public sealed record Recipient(AccountId Account, MailboxName Mailbox)
{
    public FlagSet Flags { get; init; }
}
