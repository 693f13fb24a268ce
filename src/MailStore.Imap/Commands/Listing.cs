using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Commands;

/// <summary>What LIST, LSUB and XLIST have in common: reading a pattern, and writing a line.</summary>
internal static class Listing
{
    /// <summary>RFC 9051 §6.3.9: the reference is put before the pattern. Null for one that no name can match.</summary>
    public static MailboxPattern? Read(in Str reference, in Str name, ImapSession session) =>
        Names.Text(Names.Octets(reference, session.Frame), session) is { } before
        && Names.Text(Names.Octets(name, session.Frame), session) is { } pattern
        && MailboxPattern.TryCreate(before + pattern, out var read) ? read : null;

    /// <param name="first">An attribute that stands before the others, or nothing.</param>
    public static void Begin(ref ReplyWriter line, ReadOnlySpan<byte> command, ReadOnlySpan<byte> first)
    {
        line.Token("* "u8);
        line.Token(command);
        line.Token(" ("u8);
        line.Token(first);
        line.Token(first.IsEmpty ? ""u8 : " "u8);
    }

    public static void Attributes(ref ReplyWriter line, MailboxEntry entry, bool isSubscribed)
    {
        // RFC 3348 §3
        line.Token(entry.HasChildren ? @"\HasChildren"u8 : @"\HasNoChildren"u8);
        for (var bit = 1; bit <= (int)SpecialUse.Important; bit <<= 1)
        {
            if (((int)entry.Uses & bit) != 0)
            {
                line.Space();
                line.Flag(Use((SpecialUse)bit));
            }
        }

        // RFC 5258 §3.1
        line.Token(isSubscribed ? @" \Subscribed"u8 : ""u8);
    }

    public static void Name(ref ReplyWriter line, MailboxName name, SessionFeatures features)
    {
        line.Token(@") ""/"" "u8);
        MailboxText.Write(ref line, name, features);
    }

    /// <summary>RFC 9051 §6.3.9: an empty pattern asks for the delimiter.</summary>
    public static void WriteRoot(ImapSession session, ReadOnlySpan<byte> command)
    {
        var line = session.Output.Write();
        line.Token("* "u8);
        line.Token(command);
        line.Token(@" (\Noselect) ""/"" """""u8);
        line.EndLine();
        line.Dispose();
    }

    // RFC 6154 §2, RFC 8457
    private static ReadOnlySpan<byte> Use(SpecialUse use) => use switch
    {
        SpecialUse.All => @"\All"u8,
        SpecialUse.Archive => @"\Archive"u8,
        SpecialUse.Drafts => @"\Drafts"u8,
        SpecialUse.Flagged => @"\Flagged"u8,
        SpecialUse.Junk => @"\Junk"u8,
        SpecialUse.Sent => @"\Sent"u8,
        SpecialUse.Trash => @"\Trash"u8,
        _ => @"\Important"u8,
    };
}
