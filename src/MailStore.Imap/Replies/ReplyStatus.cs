namespace MailStore.Imap.Replies;

/// <summary>RFC 9051 §7.1: how a command ended.</summary>
internal enum ReplyStatus : byte
{
    Ok,
    No,
    Bad,
}
