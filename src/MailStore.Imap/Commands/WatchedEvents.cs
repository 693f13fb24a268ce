namespace MailStore.Imap.Commands;

/// <summary>RFC 5465 §5: what a client can ask to be told of. Those of messages are as <see cref="Session.MessageEvents"/> numbers them.</summary>
[Flags]
internal enum WatchedEvents : byte
{
    None = 0,
    MessageNew = 1,
    MessageExpunge = 2,
    FlagChange = 4,
    Messages = MessageNew | MessageExpunge | FlagChange,
    MailboxName = 8,
    SubscriptionChange = 16,
    MailboxMetadata = 32,
    ServerMetadata = 64,
}
