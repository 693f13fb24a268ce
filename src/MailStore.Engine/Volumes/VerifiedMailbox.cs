using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;

namespace MailStore.Engine.Volumes;

/// <summary>What a walk over the store found in one mailbox, or in an account as a whole.</summary>
/// <param name="Mailbox">Null where it is the account itself.</param>
/// <param name="Faults">Sentences; none if all is well.</param>
public sealed record VerifiedMailbox(AccountName Account, MailboxName? Mailbox, int Messages, IReadOnlyList<string> Faults);
