using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Session;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Commands;

/// <summary>What LIST and LSUB have in common: patterns over names in modified UTF-7, and their lines.</summary>
internal static class Listing
{
    private const byte Delimiter = (byte)MailboxName.Delimiter;

    /// <summary>RFC 9051 §6.3.9: the reference is put before the pattern. INBOX has no case, in a pattern neither.</summary>
    public static byte[] Pattern(ReadOnlySpan<byte> reference, ReadOnlySpan<byte> pattern)
    {
        byte[] whole = [.. reference, .. pattern];
        if (whole.Length >= 5 && Ascii.EqualsIgnoreCase(whole.AsSpan(0, 5), "INBOX"u8) && (whole.Length == 5 || whole[5] is Delimiter or (byte)'*' or (byte)'%'))
        {
            "INBOX"u8.CopyTo(whole);
        }

        return whole;
    }

    /// <summary>RFC 9051 §6.3.9: "*" is anything, "%" is anything within a level. Work is bounded by the product of the lengths.</summary>
    public static bool Matches(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> name)
    {
        // One row of the table "this much of the pattern fits this much of the name".
        var fits = new bool[name.Length + 1];
        fits[0] = true;
        foreach (var sign in pattern)
        {
            var before = fits[0];
            fits[0] &= sign is (byte)'*' or (byte)'%';
            for (var at = 1; at <= name.Length; at++)
            {
                var above = fits[at];
                fits[at] = sign switch
                {
                    (byte)'*' => above || fits[at - 1],
                    (byte)'%' => above || (fits[at - 1] && name[at - 1] != Delimiter),
                    _ => before && sign == name[at - 1],
                };
                before = above;
            }
        }

        return fits[^1];
    }

    public static void Write(ref ReplyWriter line, ReadOnlySpan<byte> command, MailboxEntry entry, ReadOnlySpan<byte> name)
    {
        line.Token("* "u8);
        line.Token(command);
        line.Token(entry.Exists ? " ("u8 : @" (\Noselect "u8);

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
        line.AtomOrString(name);
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
