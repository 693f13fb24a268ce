using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Extensions.Searching;

/// <summary>Writes what was found, in numbers or UIDs as the search was asked.</summary>
internal static class SearchText
{
    /// <param name="of">RFC 7377 §2.1: the mailbox, where it is told.</param>
    public static void Write(ImapSession session, SearchFindings found, SearchWish wish, bool isUid, bool wantsModSeq, (MailboxName Name, UidValidity Validity)? of = null)
    {
        if (wish.IsSilent)
        {
            return;
        }

        var line = session.Output.Write();
        var modSeq = wantsModSeq ? found.HighestModSeq(wish) : default;
        if (wish.IsExtended)
        {
            WriteHead(ref line, session, isUid, of);
            WriteExtended(ref line, session, found, wish, isUid, modSeq);
        }
        else
        {
            WritePlain(ref line, Shown(session, found.ToUids(), isUid), modSeq);
        }

        line.EndLine();
        line.Dispose();
    }

    // RFC 3501 §7.2.5, and RFC 7162 §3.1.5 for the mod-sequence.
    private static void WritePlain(ref ReplyWriter line, UidSet shown, ModSeq modSeq)
    {
        line.Token("* SEARCH"u8);
        foreach (var number in shown.Each())
        {
            line.Space();
            line.Number(number.Value);
        }

        if (!modSeq.IsNone)
        {
            line.Token(" (MODSEQ "u8);
            line.Number(modSeq.Value);
            line.Token(")"u8);
        }
    }

    /// <summary>RFC 6203 §4</summary>
    public static void WriteRelevancies(ref ReplyWriter line, scoped ReadOnlySpan<byte> relevancies)
    {
        line.Token(" RELEVANCY ("u8);
        for (var at = 0; at < relevancies.Length; at++)
        {
            line.Token(at > 0 ? " "u8 : default);
            line.Number(relevancies[at]);
        }

        line.Token(")"u8);
    }

    private static void WriteHead(ref ReplyWriter line, ImapSession session, bool isUid, (MailboxName Name, UidValidity Validity)? of)
    {
        line.Token("* ESEARCH (TAG "u8);
        line.String(session.Tag.Octets);
        if (of is { } mailbox)
        {
            line.Token(" MAILBOX "u8);
            MailboxText.Write(ref line, mailbox.Name, session.Features);
            Number(ref line, " UIDVALIDITY "u8, mailbox.Validity.Value);
        }

        line.Token(isUid ? ") UID"u8 : ")"u8);
    }

    // RFC 9051 §7.3.4
    private static void WriteExtended(ref ReplyWriter line, ImapSession session, SearchFindings found, SearchWish wish, bool isUid, ModSeq modSeq)
    {
        if (wish.Wants(SearchItems.Min) && found.Count > 0)
        {
            Number(ref line, " MIN "u8, Shown(session, found.First, isUid));
        }

        if (wish.Wants(SearchItems.Max) && found.Count > 0)
        {
            Number(ref line, " MAX "u8, Shown(session, found.Last, isUid));
        }

        if (wish.Wants(SearchItems.All) && found.Count > 0)
        {
            line.Token(" ALL "u8);
            SetText.Write(ref line, Shown(session, found.ToUids(), isUid));
        }

        if (wish.Wants(SearchItems.Count))
        {
            Number(ref line, " COUNT "u8, (ulong)found.Count);
        }

        if (wish.Wants(SearchItems.Partial))
        {
            WritePartial(ref line, wish.Window, Shown(session, found.ToUids(wish.Window), isUid));
        }

        if (wish.Wants(SearchItems.Relevancy))
        {
            var (from, to) = wish.Wants(SearchItems.Partial) ? wish.Window.Among(found.Count) : (1, found.Count);
            WriteRelevancies(ref line, from > to ? [] : found.Relevancies[((int)from - 1)..(int)to]);
        }

        // RFC 4731 §3.2
        if (!modSeq.IsNone)
        {
            Number(ref line, " MODSEQ "u8, modSeq.Value);
        }
    }

    // RFC 9394 §3.1
    private static void WritePartial(ref ReplyWriter line, MessageWindow window, UidSet shown)
    {
        line.Token(window.IsFromEnd ? " PARTIAL (-"u8 : " PARTIAL ("u8);
        line.Number(window.First);
        line.Token(window.IsFromEnd ? ":-"u8 : ":"u8);
        line.Number(window.Last);
        line.Space();
        if (shown.IsEmpty)
        {
            line.Nil();
        }
        else
        {
            SetText.Write(ref line, shown);
        }

        line.Token(")"u8);
    }

    private static void Number(ref ReplyWriter line, ReadOnlySpan<byte> name, ulong number)
    {
        line.Token(name);
        line.Number(number);
    }

    private static ulong Shown(ImapSession session, Uid uid, bool isUid) => isUid ? uid.Value : (ulong)session.Selected!.View.SequenceOf(uid);

    private static UidSet Shown(ImapSession session, UidSet uids, bool isUid) =>
        isUid ? uids : MessageSet.Of(uids, session.Selected!.View).ToSequences();
}
