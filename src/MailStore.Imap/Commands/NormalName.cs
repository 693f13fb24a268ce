using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Commands;

/// <summary>RFC 9051 §6.3.9.7: an IMAP4rev2 client is told by which name a mailbox is known that it named otherwise.</summary>
internal static class NormalName
{
    /// <summary>If the names differ.</summary>
    public static void Tell(ImapSession session, Str given, MailboxName name)
    {
        if (session.Has(SessionFeatures.Rev2) && !IsSame(session, given, name))
        {
            Write(session, given, name);
        }
    }

    /// <summary>RFC 9051 §6.3.2: of what was selected, whether they differ or not.</summary>
    public static void TellSelected(ImapSession session, Str given, MailboxName name)
    {
        if (session.Has(SessionFeatures.Rev2))
        {
            Write(session, given, name);
        }
    }

    private static bool IsSame(ImapSession session, Str given, MailboxName name) =>
        Names.Octets(given, session.Frame).AsSpan().TrimEnd((byte)MailboxName.Delimiter).SequenceEqual(System.Text.Encoding.UTF8.GetBytes(name.Text));

    private static void Write(ImapSession session, Str given, MailboxName name)
    {
        var entry = session.Account.Tree.FirstOrDefault(entry => entry.Name == name) ?? new MailboxEntry(name);
        var line = session.Output.Write();
        Listing.Begin(ref line, "LIST"u8, entry.Exists ? ""u8 : @"\NonExistent"u8);
        Listing.Attributes(ref line, entry, entry.IsSubscribed);
        Listing.Name(ref line, name, session.Features);
        if (!IsSame(session, given, name))
        {
            line.Token(@" (""OLDNAME"" ("u8);
            line.AtomOrString(Names.Octets(given, session.Frame), StringForms.Utf8Quoted);
            line.Token("))"u8);
        }

        line.EndLine();
        line.Dispose();
    }
}
