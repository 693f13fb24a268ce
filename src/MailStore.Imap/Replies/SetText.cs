using MailStore.Abstractions.Messages;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Replies;

/// <summary>RFC 9051 §9, uid-set: <c>1:3,5</c>.</summary>
internal static class SetText
{
    public static void Write(ref ReplyWriter line, UidSet set)
    {
        var isFirst = true;
        foreach (var range in set.Ranges)
        {
            if (!isFirst)
            {
                line.Token(","u8);
            }

            isFirst = false;
            line.Number(range.First.Value);
            if (range.Last > range.First)
            {
                line.Token(":"u8);
                line.Number(range.Last.Value);
            }
        }
    }
}
