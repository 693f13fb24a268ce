using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

// RFC 9051 §6.3.9 in its basic form, as RFC 3501 §6.3.8 has it. Its options are LIST-EXTENDED, which is not offered.
[CommandHandler("list")]
internal static class List
{
    public static async ValueTask<Reply> HandleAsync(ListCommand command, ImapSession session)
    {
        if (!command.ListSelectOpts.IsEmpty || !command.ReturnOptions.IsEmpty)
        {
            return Reply.Bad("LIST has no options here");
        }

        if (OnlyPattern(command.ListMailboxes, session.Frame) is not { } given)
        {
            return Reply.Bad("LIST has one pattern here");
        }

        if (given.Length == 0)
        {
            Listing.WriteRoot(session, "LIST"u8);
            return Reply.Ok("Listed");
        }

        var pattern = Listing.Read(command.ListReference, given, session.Frame);
        foreach (var entry in session.Account.Tree)
        {
            if ((entry.Exists || entry.HasChildren) && pattern?.Matches(entry.Name) == true)
            {
                var line = session.Output.Write();
                Listing.Write(ref line, "LIST"u8, entry, isNoSelect: !entry.Exists);
                line.Dispose();
                await session.Output.FlushIfFullAsync();
            }
        }

        return Reply.Ok("Listed");
    }

    private static Str? OnlyPattern(ListMailboxList patterns, Frame frame)
    {
        Str? only = null;
        foreach (var pattern in patterns.In(frame))
        {
            if (only is not null)
            {
                return null;
            }

            only = pattern;
        }

        return only;
    }
}
