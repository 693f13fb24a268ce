namespace MailStore.Imap.Commands;

/// <summary>RFC 5465 §6: some mailboxes, and what is told of them.</summary>
internal sealed record NotifyGroup(MailboxFilter Filter, WatchedEvents Events);
