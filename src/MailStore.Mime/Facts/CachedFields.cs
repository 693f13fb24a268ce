using MailStore.Mime.Fields;

namespace MailStore.Mime.Facts;

/// <summary>
/// The header fields that are stored apart, as they stand, in the order of the header: then a list of messages is told without
/// a look at their headers. They come last among the facts, so that they are what is left out where room is short.
/// </summary>
public static class CachedFields
{
    /// <summary>
    /// What clients that use ENVELOPE fetch besides. Thunderbird, Apple Mail, Mutt and Roundcube do not use it: their lists of fields
    /// always hold Date, From and Subject too, and to keep these would be to keep the envelope twice. The header lies in the same frame as the
    /// facts, so theirs is a walk over it. A name that is added counts for messages delivered from then on: so
    /// <see cref="StoredFacts.Version"/> changes with it.
    /// </summary>
    public static FieldNames Names { get; } = new(
        // Whoever threads by itself asks for it beside the envelope, which lacks it.
        [.. "References"u8],
        // JavaMail's and imapflow's users: flags beside the subject.
        [.. "X-Priority"u8], [.. "Importance"u8], [.. "List-Id"u8],
        // mbsync finds its own messages again by it: mostly it is not there, which is worth knowing too.
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
