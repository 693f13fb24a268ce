using MailStore.Pop3.Replies;

namespace MailStore.Pop3.Commands;

/// <summary>What STAT's count did not promise, or DELE has marked.</summary>
internal static class NoSuchMessage
{
    public static Reply Reply => Reply.Err("There is no such message");
}
