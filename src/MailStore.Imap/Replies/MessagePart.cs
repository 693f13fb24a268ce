namespace MailStore.Imap.Replies;

/// <summary>The pieces of a message that can be told apart without parsing it.</summary>
internal enum MessagePart : byte
{
    None,
    All,

    /// <summary>With the empty line behind it (RFC 9051 §6.4.5.1).</summary>
    Header,
    Text,
}
