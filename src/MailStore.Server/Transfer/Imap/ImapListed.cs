using MailStore.Abstractions.Mailboxes;

namespace MailStore.Server.Transfer.Imap;

/// <summary>A mailbox as LIST tells of it.</summary>
/// <param name="Wire">As it is called over there.</param>
internal sealed record ImapListed(string Wire, MailboxName Name, SpecialUse Uses);
