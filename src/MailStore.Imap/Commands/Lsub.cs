using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 3501 §6.3.9
[CommandHandler("lsub")]
internal static class Lsub
{
    public static async ValueTask<Reply> HandleAsync(LsubCommand command, ImapSession session)
    {
        if (session.Has(SessionFeatures.Rev2) && !session.Tolerates(Tolerances.LsubInRev2))
        {
            // RFC 9051 §E, 20: it went.
            return Reply.Bad("IMAP4rev2 has no LSUB: LIST (SUBSCRIBED) is the command");
        }

        if (command.ListMailbox.Length == 0)
        {
            Listing.WriteRoot(session, "LSUB"u8);
            return Reply.Ok("Listed");
        }

        var pattern = Listing.Read(command.ListReference, command.ListMailbox, session);
        foreach (var entry in pattern is null ? [] : Matching(session.Account.Tree, pattern))
        {
            var line = session.Output.Write();
            Listing.Begin(ref line, "LSUB"u8, entry.IsSubscribed ? ""u8 : @"\Noselect"u8);
            Listing.Attributes(ref line, entry, isSubscribed: false);
            Listing.Name(ref line, entry.Name, session.Features);
            line.EndLine();
            line.Dispose();
            await session.Output.FlushIfFullAsync();
        }

        return Reply.Ok("Listed");
    }

    /// <summary>
    /// RFC 3501 §6.3.9: where "%" stops above a subscribed name that it does not reach, the level that it reaches is told with
    /// \Noselect, or the client would never find the name.
    /// </summary>
    private static List<MailboxEntry> Matching(IEnumerable<MailboxEntry> tree, MailboxPattern pattern)
    {
        var told = new SortedDictionary<MailboxName, MailboxEntry>();
        foreach (var entry in tree.Where(entry => entry.IsSubscribed))
        {
            if (pattern.Matches(entry.Name))
            {
                told[entry.Name] = entry;
                continue;
            }

            for (var name = entry.Name; name.TryGetParent(out var parent); name = parent)
            {
                if (pattern.Matches(parent))
                {
                    told.TryAdd(parent, new(parent) { HasChildren = true });
                    break;
                }
            }
        }

        return [.. told.Values];
    }
}
