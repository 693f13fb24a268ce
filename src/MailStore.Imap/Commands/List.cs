using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.3.9, which is RFC 3501 §6.3.8 with RFC 5258.
[CommandHandler("list")]
internal static class List
{
    public static async ValueTask<Reply> HandleAsync(ListCommand command, ImapSession session)
    {
        if (!ListWish.TryRead(command, session, out var wish, out var refusal))
        {
            return refusal;
        }

        // RFC 5258 §3: only without options does an empty pattern ask for the delimiter.
        if (!wish.IsExtended && IsEmpty(command.ListMailboxes, session.Frame))
        {
            Listing.WriteRoot(session, "LIST"u8);
            return Reply.Ok("Listed");
        }

        var scan = new ListScan(wish);
        foreach (var entry in scan.Find(session.Account.Tree))
        {
            Write(session, entry, wish, scan.HasSelectedBelow(entry.Name));
            await TellMoreAsync(session, entry, wish);
            await session.Output.FlushIfFullAsync();
        }

        return Reply.Ok("Listed");
    }

    private static bool IsEmpty(ListMailboxList patterns, Frame frame)
    {
        foreach (var pattern in patterns.In(frame))
        {
            return pattern.Length == 0;
        }

        return true;
    }

    private static void Write(ImapSession session, MailboxEntry entry, ListWish wish, bool hasSelectedBelow)
    {
        var line = session.Output.Write();
        var isPlain = !wish.IsExtended && !session.Has(SessionFeatures.Rev2);

        // RFC 5258 §3: implies \Noselect, which is the word for those who did not ask in that way.
        var absence = entry.Exists ? ""u8 : isPlain ? @"\Noselect"u8 : @"\NonExistent"u8;
        Listing.Begin(ref line, "LIST"u8, absence);
        Listing.Attributes(ref line, entry, wish.Wants(ListItems.Subscribed) && entry.IsSubscribed);
        Listing.Name(ref line, entry.Name, session.Features);
        if (hasSelectedBelow)
        {
            // RFC 5258 §3.5
            line.Token(@" (""CHILDINFO"" ("u8);
            line.Token(wish.SelectsBy(ListItems.Subscribed) ? @"""SUBSCRIBED"""u8 : ""u8);
            line.Token(wish.SelectsBy(ListItems.Subscribed) && wish.SelectsBy(ListItems.SpecialUse) ? " "u8 : ""u8);
            line.Token(wish.SelectsBy(ListItems.SpecialUse) ? @"""SPECIAL-USE"""u8 : ""u8);
            line.Token("))"u8);
        }

        line.EndLine();
        line.Dispose();
    }

    private static async ValueTask TellMoreAsync(ImapSession session, MailboxEntry entry, ListWish wish)
    {
        // RFC 5819 §2: nothing of what cannot be selected, nor of a parent that is told for its children.
        if (!entry.Exists || !wish.IsSelected(entry))
        {
            return;
        }

        if (wish.Wants(ListItems.MyRights))
        {
            RightsText.MyRights(session, entry.Name);
        }

        if (wish.Wants(ListItems.Metadata))
        {
            await MetadataText.TellAsync(session, entry.Name, wish.Entries);
        }

        // It may be gone since the tree was looked at.
        if (wish.Wants(ListItems.Status) && await session.Account.OpenAsync(entry.Id) is { } mailbox)
        {
            await StatusText.TellAsync(session, entry.Name, mailbox, wish.StatusItems);
        }
    }
}
