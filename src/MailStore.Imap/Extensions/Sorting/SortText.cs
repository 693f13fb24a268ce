using MailStore.Abstractions.Messages;
using MailStore.Imap.Extensions.Searching;
using MailStore.Imap.Session;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Extensions.Sorting;

/// <summary>Writes messages in their order, in numbers or UIDs as the SORT was asked.</summary>
internal static class SortText
{
    public static void Write(ImapSession session, SortedMessage[] sorted, SearchWish wish, bool isUid, ModSeq modSeq)
    {
        if (wish.IsSilent)
        {
            return;
        }

        var line = session.Output.Write();
        if (wish.IsExtended)
        {
            WriteExtended(ref line, session, sorted, wish, isUid, modSeq);
        }
        else
        {
            WritePlain(ref line, sorted, isUid, modSeq);
        }

        line.EndLine();
        line.Dispose();
    }

    // RFC 5256 §4, and RFC 7162 §3.1.5 for the mod-sequence.
    private static void WritePlain(ref ReplyWriter line, SortedMessage[] sorted, bool isUid, ModSeq modSeq)
    {
        line.Token("* SORT"u8);
        foreach (var message in sorted)
        {
            line.Space();
            line.Number(Shown(message, isUid));
        }

        if (!modSeq.IsNone)
        {
            line.Token(" (MODSEQ "u8);
            line.Number(modSeq.Value);
            line.Token(")"u8);
        }
    }

    // RFC 5267 §3.1: as ESEARCH has it, but first and last are those of the order.
    private static void WriteExtended(ref ReplyWriter line, ImapSession session, SortedMessage[] sorted, SearchWish wish, bool isUid, ModSeq modSeq)
    {
        line.Token("* ESEARCH (TAG "u8);
        line.String(session.Tag.Octets);
        line.Token(isUid ? ") UID"u8 : ")"u8);
        if (wish.Wants(SearchItems.Min) && sorted.Length > 0)
        {
            Number(ref line, " MIN "u8, Shown(sorted[0], isUid));
        }

        if (wish.Wants(SearchItems.Max) && sorted.Length > 0)
        {
            Number(ref line, " MAX "u8, Shown(sorted[^1], isUid));
        }

        if (wish.Wants(SearchItems.All) && sorted.Length > 0)
        {
            line.Token(" ALL "u8);
            WriteRanges(ref line, sorted, isUid);
        }

        if (wish.Wants(SearchItems.Count))
        {
            Number(ref line, " COUNT "u8, (ulong)sorted.Length);
        }

        if (wish.Wants(SearchItems.Partial))
        {
            WritePartial(ref line, sorted, wish.Window, isUid);
        }

        if (wish.Wants(SearchItems.Relevancy))
        {
            var (from, to) = wish.Wants(SearchItems.Partial) ? wish.Window.Among(sorted.Length) : (1, sorted.Length);
            SearchText.WriteRelevancies(ref line, [.. sorted.Skip((int)from - 1).Take((int)(to - from + 1)).Select(message => message.Relevancy)]);
        }

        if (!modSeq.IsNone)
        {
            Number(ref line, " MODSEQ "u8, modSeq.Value);
        }
    }

    // RFC 9394 §3.1
    private static void WritePartial(ref ReplyWriter line, SortedMessage[] sorted, MessageWindow window, bool isUid)
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
            WriteRanges(ref line, sorted.AsSpan((int)from - 1, (int)(to - from + 1)), isUid);
        }

        line.Token(")"u8);
    }

    // A set in the order of the sort: numbers that follow each other ascending are one range.
    private static void WriteRanges(ref ReplyWriter line, ReadOnlySpan<SortedMessage> sorted, bool isUid)
    {
        for (var at = 0; at < sorted.Length;)
        {
            var first = Shown(sorted[at], isUid);
            var last = first;
            var end = at + 1;
            while (end < sorted.Length && Shown(sorted[end], isUid) == last + 1)
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

    private static ulong Shown(in SortedMessage message, bool isUid) => isUid ? message.Uid.Value : (ulong)message.Sequence;
}
