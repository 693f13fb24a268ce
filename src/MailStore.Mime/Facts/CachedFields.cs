using MailStore.Mime.Fields;

namespace MailStore.Mime.Facts;

/// <summary>
/// The header fields that are stored apart, as they stand, in the order of the header. The envelope is made of them too, which
/// costs less than to keep it twice.
/// </summary>
public static class CachedFields
{
    /// <summary>
    /// What clients fetch for the list of a mailbox. A name that is added counts for messages delivered from then on: so the number
    /// of <see cref="StoredFacts.Version"/> changes with it.
    /// </summary>
    public static FieldNames Names { get; } = new(
        // RFC 9051 §7.5.2: the envelope.
        [.. "Date"u8], [.. "Subject"u8], [.. "From"u8], [.. "Sender"u8], [.. "Reply-To"u8], [.. "To"u8], [.. "Cc"u8], [.. "Bcc"u8], [.. "In-Reply-To"u8], [.. "Message-ID"u8],
        // Everybody threads by it.
        [.. "References"u8],
        // All ask whether there are attachments, before they ask for the structure.
        [.. "Content-Type"u8], [.. "Content-Transfer-Encoding"u8], [.. "MIME-Version"u8],
        // Thunderbird: X-Priority, Priority, Newsgroups. Roundcube: Disposition-Notification-To, Mail-Followup-To, Mail-Reply-To.
        [.. "X-Priority"u8], [.. "Priority"u8], [.. "Importance"u8], [.. "Newsgroups"u8], [.. "Disposition-Notification-To"u8], [.. "Mail-Followup-To"u8], [.. "Mail-Reply-To"u8],
        // Mutt: Content-Description, Lines, List-Post, X-Label. Apple Mail: List-Id, List-Unsubscribe.
        [.. "Content-Description"u8], [.. "Lines"u8], [.. "X-Label"u8], [.. "List-Id"u8], [.. "List-Post"u8], [.. "List-Unsubscribe"u8],
        // mbsync finds its own messages again by it.
        [.. "X-TUID"u8]);

    /// <param name="header">A whole header.</param>
    /// <param name="output">Gets the fields, each with a line end, and the empty line, if there is one.</param>
    public static void Copy(ReadOnlySpan<byte> header, OctetBuffer output)
    {
        var walk = new FieldWalk(header);
        while (walk.MoveNext())
        {
            if (!walk.Name.IsEmpty && Names.Contains(walk.Name))
            {
                output.Write(walk.Octets);
                output.Write(walk.Octets is [.., (byte)'\n'] ? default : "\r\n"u8);
            }
        }

        output.Write(walk.Rest is [] ? default : "\r\n"u8);
    }

    /// <summary>Whether each of these is among them: then what is stored answers for the header.</summary>
    public static bool Cover(FieldNames asked)
    {
        foreach (var name in asked.Names)
        {
            if (!Names.Contains(name))
            {
                return false;
            }
        }

        return true;
    }
}
