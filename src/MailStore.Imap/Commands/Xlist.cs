using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// From before RFC 6154: LIST under another name, with the uses, and \Inbox for INBOX.
[CommandHandler("xlist")]
internal static class Xlist
{
    public static async ValueTask<Reply> HandleAsync(XlistCommand command, ImapSession session)
    {
        if (command.ListMailbox.Length == 0)
        {
            Listing.WriteRoot(session, "XLIST"u8);
            return Reply.Ok("Listed");
        }

        if (Listing.Read(command.ListReference, command.ListMailbox, session) is { } pattern)
        {
            foreach (var entry in new ListScan(ListWish.Everything(pattern)).Find(session.Account.Tree))
            {
                var line = session.Output.Write();
                Listing.Begin(ref line, "XLIST"u8, entry.Name.IsInbox ? @"\Inbox"u8 : entry.Exists ? ""u8 : @"\Noselect"u8);
                Listing.Attributes(ref line, entry, isSubscribed: false);
                Listing.Name(ref line, entry.Name, session.Features);
                line.EndLine();
                line.Dispose();
                await session.Output.FlushIfFullAsync();
            }
        }

        return Reply.Ok("Listed");
    }
}
