using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Mailboxes;

/// <summary>RFC 8508: the message that a new one takes the place of.</summary>
public readonly record struct ReplacedMessage(IMailbox Mailbox, Uid Uid);
