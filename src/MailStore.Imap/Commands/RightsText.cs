using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Unicode;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Commands;

/// <summary>RFC 4314 §2.1: rights as letters.</summary>
internal static class RightsText
{
    private const string Letters = "lrswipkxtea";

    /// <summary>RFC 4314 §2.1.1: with the letters of RFC 2086, which stand for several of these.</summary>
    public static ReadOnlySpan<byte> Everything => "lrswipkxtecda"u8;

    public static void Write(ref ReplyWriter line, MailboxRights rights)
    {
        if (rights == MailboxRights.All)
        {
            line.Token(Everything);
            return;
        }

        Span<byte> text = stackalloc byte[Letters.Length];
        var length = 0;
        for (var at = 0; at < Letters.Length; at++)
        {
            if (((int)rights & (1 << at)) != 0)
            {
                text[length++] = (byte)Letters[at];
            }
        }

        line.AtomOrString(text[..length]);
    }

    /// <summary>RFC 4314 §4: rights are looked at and changed by those who administer them. Null if that is so.</summary>
    public static Reply? Administered(ImapSession session, Str mailbox, out MailboxName name) =>
        Names.TryReadMailbox(mailbox, session, out name)
            ? Refusals.Of(session.Account.Check(name, MailboxRights.Administer))
            : Refusals.NonExistent;

    /// <summary>RFC 4314 §3: an identifier as it is compared. False for what nobody can be named.</summary>
    public static bool TryIdentify(ImapSession session, Str given, out byte[] identifier) =>
        SaslPrep.TryPrepare(Names.Octets(given, session.Frame), out identifier) && identifier.Length > 0;

    public static Reply BadIdentifier => Reply.Bad("That names nobody");

    /// <summary>RFC 4314 §3.8</summary>
    public static void MyRights(ImapSession session, MailboxName name)
    {
        var line = session.Output.Write();
        line.Token("* MYRIGHTS "u8);
        MailboxText.Write(ref line, name, session.Features);
        line.Space();
        Write(ref line, session.Account.RightsTo(name));
        line.EndLine();
        line.Dispose();
    }

    /// <summary>RFC 4314 §3.1: false for letters that mean nothing.</summary>
    public static bool TryRead(ReadOnlySpan<byte> letters, out MailboxRights rights)
    {
        rights = MailboxRights.None;
        foreach (var letter in letters)
        {
            var at = Letters.IndexOf((char)letter, StringComparison.Ordinal);
            if (at < 0 && letter is not ((byte)'c' or (byte)'d'))
            {
                return false;
            }

            rights |= at >= 0
                ? (MailboxRights)(1 << at)
                : letter == (byte)'c'
                    ? MailboxRights.CreateMailboxes | MailboxRights.DeleteMailbox
                    : MailboxRights.DeleteMessages | MailboxRights.Expunge;
        }

        return true;
    }

    /// <summary>Whether an identifier means the one whose mail it is.</summary>
    public static bool IsOwner(ImapSession session, ReadOnlySpan<byte> identifier) =>
        Encoding.UTF8.GetString(identifier).Equals(session.Account.Name.Text, StringComparison.OrdinalIgnoreCase);
}
