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
        var given = Names.Octets(command.ListMailbox, session.Frame);
        var pattern = Listing.Pattern(Names.Octets(command.ListReference, session.Frame), given);
        if (given.Length == 0)
        {
            Listing.WriteRoot(session, "LSUB"u8);
            return Reply.Ok("Listed");
        }

        foreach (var entry in Matching(session.Account.Tree, pattern))
        {
            var line = session.Output.Write();
            Listing.Write(ref line, "LSUB"u8, entry, ModifiedUtf7.Encode(entry.Name.Text));
            line.Dispose();
            await session.Output.FlushIfFullAsync();
        }

        return Reply.Ok("Listed");
    }

    /// <summary>
    /// RFC 3501 §6.3.9: where "%" stops above a subscribed name that it does not reach, the level that it reaches is told with
    /// \Noselect, or the client would never find the name.
    /// </summary>
    private static SortedDictionary<MailboxName, MailboxEntry>.ValueCollection Matching(IEnumerable<MailboxEntry> tree, byte[] pattern)
    {
        var told = new SortedDictionary<MailboxName, MailboxEntry>();
        foreach (var entry in tree.Where(entry => entry.IsSubscribed))
        {
            if (Matches(entry.Name, pattern))
            {
                told[entry.Name] = entry with { Id = entry.Exists ? entry.Id : new(1) };
                continue;
            }

            for (var name = entry.Name; name.TryGetParent(out var parent); name = parent)
            {
                if (Matches(parent, pattern))
                {
                    told.TryAdd(parent, new(parent) { HasChildren = true });
                    break;
                }
            }
        }

        return told.Values;
    }

    private static bool Matches(MailboxName name, byte[] pattern) => Listing.Matches(pattern, ModifiedUtf7.Encode(name.Text));
}
