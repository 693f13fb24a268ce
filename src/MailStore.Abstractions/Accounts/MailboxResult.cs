using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Abstractions.Accounts;

/// <summary>Outcome of a change of the tree, with the id of the mailbox that it was about, if that exists.</summary>
public sealed record MailboxResult(Refusal Refusal, MailboxId Id)
{
    public static MailboxResult Refused(Refusal refusal) => new(refusal, default);
}
