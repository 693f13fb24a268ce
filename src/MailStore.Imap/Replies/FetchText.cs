using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Replies;

/// <summary>RFC 9051 §7.5.2: a FETCH response item by item, from what is known of a message without opening it.</summary>
internal static class FetchText
{
    public static void Begin(ref ReplyWriter line, int sequence, Uid uid, SessionFeatures features)
    {
        // RFC 9586 §3.3
        var isUidOnly = (features & SessionFeatures.UidOnly) != SessionFeatures.None;
        line.Token("* "u8);
        line.Number(isUidOnly ? uid.Value : (ulong)sequence);
        line.Token(isUidOnly ? " UIDFETCH ("u8 : " FETCH ("u8);
    }

    public static void End(ref ReplyWriter line)
    {
        line.Token(")"u8);
        line.EndLine();
    }

    /// <returns>False if nothing was wanted: then no separator is due either.</returns>
    public static bool Items(ref ReplyWriter line, FetchItems items, in MessageEntry entry, bool isRecent, KeywordTable keywords)
    {
        var isFirst = true;
        if (Wants(ref line, items, FetchItems.Uid, "UID "u8, ref isFirst))
        {
            line.Number(entry.Uid.Value);
        }

        if (Wants(ref line, items, FetchItems.Flags, "FLAGS "u8, ref isFirst))
        {
            FlagText.Message(ref line, entry, isRecent, keywords);
        }

        if (Wants(ref line, items, FetchItems.InternalDate, "INTERNALDATE "u8, ref isFirst))
        {
            DateText.Write(ref line, entry.InternalDate);
        }

        if (Wants(ref line, items, FetchItems.Size, "RFC822.SIZE "u8, ref isFirst))
        {
            line.Number((ulong)entry.Size);
        }

        // RFC 7162 §3.1.4.2
        if (Wants(ref line, items, FetchItems.ModSeq, "MODSEQ ("u8, ref isFirst))
        {
            line.Number(entry.ModSeq.Value);
            line.Token(")"u8);
        }

        return Ids(ref line, items, entry, ref isFirst) || !isFirst;
    }

    private static bool Ids(ref ReplyWriter line, FetchItems items, in MessageEntry entry, ref bool isFirst)
    {
        // RFC 8514 §4.2: never NIL, since every mailbox here keeps it.
        if (Wants(ref line, items, FetchItems.SaveDate, "SAVEDATE "u8, ref isFirst))
        {
            DateText.Write(ref line, entry.SaveDate);
        }

        // RFC 8474 §5.1
        if (Wants(ref line, items, FetchItems.EmailId, "EMAILID "u8, ref isFirst))
        {
            ObjectIdText.Bracketed(ref line, ObjectIdText.Email, entry.Id.Value);
        }

        // RFC 8474 §5.2
        if (Wants(ref line, items, FetchItems.ThreadId, "THREADID "u8, ref isFirst))
        {
            ObjectIdText.Bracketed(ref line, ObjectIdText.Thread, entry.Thread.Value);
        }

        return !isFirst;
    }

    private static bool Wants(ref ReplyWriter line, FetchItems items, FetchItems item, ReadOnlySpan<byte> name, ref bool isFirst)
    {
        if ((items & item) == FetchItems.None)
        {
            return false;
        }

        if (!isFirst)
        {
            line.Space();
        }

        isFirst = false;
        line.Token(name);
        return true;
    }
}
