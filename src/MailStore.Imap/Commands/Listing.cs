using System.Text;
using System.Text.Unicode;
using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Session;
using MailStore.Wire.Parsing;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Commands;

/// <summary>What LIST and LSUB have in common: reading a pattern, and writing a line.</summary>
internal static class Listing
{
    /// <summary>RFC 9051 §6.3.9: the reference is put before the pattern. Null for one that no name can match.</summary>
    public static MailboxPattern? Read(in Str reference, in Str name, Frame frame) =>
        Decode(Names.Octets(reference, frame)) is { } before && Decode(Names.Octets(name, frame)) is { } pattern
        && MailboxPattern.TryCreate(before + pattern, out var read) ? read : null;

    public static void Write(ref ReplyWriter line, ReadOnlySpan<byte> command, MailboxEntry entry, bool isNoSelect)
    {
        line.Token("* "u8);
        line.Token(command);
        line.Token(isNoSelect ? @" (\Noselect "u8 : " ("u8);

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

        line.Token(@") ""/"" "u8);
        MailboxText(ref line, entry.Name);
        line.EndLine();
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

    public static void MailboxText(ref ReplyWriter line, MailboxName name)
    {
        Span<byte> octets = stackalloc byte[512];
        var length = ModifiedUtf7.OctetsMax(name.Text.Length);
        var room = length <= octets.Length ? octets : new byte[length];
        line.AtomOrString(room[..ModifiedUtf7.Encode(name.Text, room)]);
    }

    private static string? Decode(byte[] octets) => ModifiedUtf7.Decode(octets, out var text) == ModifiedUtf7Fault.None
        ? text
        : Utf8.IsValid(octets) ? Encoding.UTF8.GetString(octets) : null;

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
