using MailStore.Abstractions.Mailboxes;

namespace MailStore.Engine.Changes;

/// <summary>One mailbox that is created.</summary>
internal readonly record struct NewMailbox(MailboxName Name, MailboxId Id, UidValidity Validity, SpecialUse Uses);
