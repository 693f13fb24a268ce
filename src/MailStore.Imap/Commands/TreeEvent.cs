using MailStore.Abstractions.Mailboxes;

namespace MailStore.Imap.Commands;

/// <summary>RFC 5465 §5.4, §5.5: something that became of a name.</summary>
/// <param name="Now">The name as it is.</param>
/// <param name="Old">Before it was renamed.</param>
/// <param name="Cause">Whose doing it was: the name itself, or a child that came or went.</param>
internal readonly record struct TreeEvent(WatchedEvents Kind, MailboxEntry Now, MailboxName? Old, MailboxName Cause);
