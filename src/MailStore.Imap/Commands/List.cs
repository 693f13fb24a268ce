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

        var patterns = PatternsOf(command, session.Frame);
        if (patterns.Count != 1)
        {
            return Reply.Bad("LIST has one pattern here");
        }

        if (patterns[0].IsEmpty)
        {
            Listing.WriteRoot(session, "LIST"u8);
            return Reply.Ok("Listed");
        }

        foreach (var entry in session.Account.Tree)
        {
            var name = ModifiedUtf7.Encode(entry.Name.Text);
            if ((entry.Exists || entry.HasChildren) && Listing.Matches(patterns[0].Whole, name))
            {
                var line = session.Output.Write();
                Listing.Write(ref line, "LIST"u8, entry, name);
                line.Dispose();
                await session.Output.FlushIfFullAsync();
            }
        }

        return Reply.Ok("Listed");
    }

    private static List<(byte[] Whole, bool IsEmpty)> PatternsOf(in ListCommand command, Frame frame)
    {
        var reference = Names.Octets(command.ListReference, frame);
        var patterns = new List<(byte[] Whole, bool IsEmpty)>();
        foreach (var given in command.ListMailboxes.In(frame))
        {
            var pattern = Names.Octets(given, frame);
            patterns.Add((Listing.Pattern(reference, pattern), pattern.Length == 0));
        }

        return patterns;
    }
}
