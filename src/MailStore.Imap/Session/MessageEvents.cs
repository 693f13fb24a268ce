namespace MailStore.Imap.Session;

/// <summary>RFC 5465 §5: what happens to messages. A session without NOTIFY is told all of it, of the selected mailbox.</summary>
[Flags]
internal enum MessageEvents : byte
{
    None = 0,
    New = 1,
    Expunge = 2,
    Flags = 4,
    All = New | Expunge | Flags,
}
