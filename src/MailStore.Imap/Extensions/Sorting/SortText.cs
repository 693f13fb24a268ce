using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Session;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Extensions.Sorting;

/// <summary>Writes messages in their order, in numbers or UIDs as the SORT was asked.</summary>
internal static class SortText
{
    public static void Write(ImapSession session, SortedMessage[] sorted, SearchWish wish, bool isUid, bool wantsModSeq)
    {
        if (wish.IsSilent)
        {
            return;
        }

        var line = session.Output.Write();
        if (wish.IsExtended)
        {
            WriteExtended(ref line, session, sorted, wish, isUid, wantsModSeq);
        }
        else
        {
            WritePlain(ref line, session, sorted, isUid, wantsModSeq);
        }

        line.EndLine();
        line.Dispose();
    }

    // RFC 5256 §4, and RFC 7162 §3.1.5 for the mod-sequence.
    private static void WritePlain(ref ReplyWriter line, ImapSession session, SortedMessage[] sorted, bool isUid, bool wantsModSeq)
    {
        line.Token("* SORT"u8);
        foreach (var message in sorted)
        {
            line.Space();
            line.Number(Shown(session, message, isUid));
        }

        if (wantsModSeq && sorted.Length > 0)
        {
            line.Token(" (MODSEQ "u8);
            line.Number(Highest(sorted).Value);
            line.Token(")"u8);
        }
    }

    // RFC 5267 §3.1: as ESEARCH has it, but first and last are those of the order.
    private static void WriteExtended(ref ReplyWriter line, ImapSession session, SortedMessage[] sorted, SearchWish wish, bool isUid, bool wantsModSeq)
    {
        line.Token("* ESEARCH (TAG "u8);
        line.String(session.Tag.Octets);
        line.Token(isUid ? ") UID"u8 : ")"u8);
        if (wish.Wants(SearchItems.Min) && sorted.Length > 0)
        {
            Number(ref line, " MIN "u8, Shown(session, sorted[0], isUid));
        }

        if (wish.Wants(SearchItems.Max) && sorted.Length > 0)
        {
            Number(ref line, " MAX "u8, Shown(session, sorted[^1], isUid));
        }

        if (wish.Wants(SearchItems.All) && sorted.Length > 0)
        {
            line.Token(" ALL "u8);
            WriteRanges(ref line, session, sorted, isUid);
        }

        if (wish.Wants(SearchItems.Count))
        {
            Number(ref line, " COUNT "u8, (ulong)sorted.Length);
        }

        if (wish.Wants(SearchItems.Partial))
        {
            WritePartial(ref line, session, sorted, wish.Window, isUid);
        }

        if (wish.Wants(SearchItems.Relevancy))
        {
            var (from, to) = wish.Wants(SearchItems.Partial) ? wish.Window.Among(sorted.Length) : (1, sorted.Length);
            SearchText.WriteRelevancies(ref line, [.. sorted.Skip((int)from - 1).Take((int)(to - from + 1)).Select(message => (byte)message.Relevancy)]);
        }

        if (wantsModSeq && sorted.Length > 0)
        {
            Number(ref line, " MODSEQ "u8, Highest(sorted).Value);
        }
    }

    // RFC 9394 §3.1
    private static void WritePartial(ref ReplyWriter line, ImapSession session, SortedMessage[] sorted, MessageWindow window, bool isUid)
    {
        line.Token(window.IsFromEnd ? " PARTIAL (-"u8 : " PARTIAL ("u8);
        line.Number(window.First);
        line.Token(window.IsFromEnd ? ":-"u8 : ":"u8);
        line.Number(window.Last);
        line.Space();
        var (from, to) = window.Among(sorted.Length);
        if (from > to)
        {
            line.Nil();
        }
        else
        {
            WriteRanges(ref line, session, sorted.AsSpan((int)from - 1, (int)(to - from + 1)), isUid);
        }

        line.Token(")"u8);
    }

    // A set in the order of the sort: numbers that follow each other ascending are one range.
    private static void WriteRanges(ref ReplyWriter line, ImapSession session, ReadOnlySpan<SortedMessage> sorted, bool isUid)
    {
        for (var at = 0; at < sorted.Length;)
        {
            var first = Shown(session, sorted[at], isUid);
            var last = first;
            var end = at + 1;
            while (end < sorted.Length && Shown(session, sorted[end], isUid) == last + 1)
            {
                last++;
                end++;
            }

            line.Token(at > 0 ? ","u8 : default);
            line.Number(first);
            if (last > first)
            {
                line.Token(":"u8);
                line.Number(last);
            }

            at = end;
        }
    }

    private static void Number(ref ReplyWriter line, ReadOnlySpan<byte> name, ulong number)
    {
        line.Token(name);
        line.Number(number);
    }

    private static ModSeq Highest(SortedMessage[] sorted)
    {
        var highest = default(ModSeq);
        foreach (var message in sorted)
        {
            highest = message.ModSeq > highest ? message.ModSeq : highest;
        }

        return highest;
    }

    private static ulong Shown(ImapSession session, SortedMessage message, bool isUid) =>
        isUid ? message.Uid.Value : (ulong)session.Selected!.View.SequenceOf(message.Uid);
}
