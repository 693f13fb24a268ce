using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Mailboxes;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Replies;

/// <summary>Untagged lines about the selected mailbox: RFC 9051 §7.4, §7.5.</summary>
internal static class Untagged
{
    public static void Exists(ref ReplyWriter line, int count) => Number(ref line, count, " EXISTS"u8);

    /// <summary>RFC 3501 §7.3.2</summary>
    public static void Recent(ref ReplyWriter line, int count) => Number(ref line, count, " RECENT"u8);

    public static void Expunge(ref ReplyWriter line, int sequence) => Number(ref line, sequence, " EXPUNGE"u8);

    /// <summary>RFC 7162 §3.2.10: <paramref name="isEarlier"/> where the client never counted these messages, or counts them no more.</summary>
    public static void Vanished(ref ReplyWriter line, UidSet uids, bool isEarlier)
    {
        line.Token(isEarlier ? "* VANISHED (EARLIER) "u8 : "* VANISHED "u8);
        SetText.Write(ref line, uids);
        line.EndLine();
    }

    public static void Flags(ref ReplyWriter line, KeywordTable keywords)
    {
        line.Token("* FLAGS "u8);
        FlagText.Mailbox(ref line, keywords, isOpen: false);
        line.EndLine();
    }

    /// <summary>RFC 9051 §7.1: empty where nothing can be stored; <c>\*</c> as long as a client may add keywords.</summary>
    public static void PermanentFlags(ref ReplyWriter line, KeywordTable keywords, bool isReadOnly)
    {
        line.Token("* OK [PERMANENTFLAGS "u8);
        if (isReadOnly)
        {
            line.Token("()"u8);
        }
        else
        {
            FlagText.Mailbox(ref line, keywords, isOpen: !keywords.IsFull);
        }

        line.Token("] Flags that stay"u8);
        line.EndLine();
    }

    private static void Number(ref ReplyWriter line, int number, ReadOnlySpan<byte> word)
    {
        line.Token("* "u8);
        line.Number((ulong)number);
        line.Token(word);
        line.EndLine();
    }
}
