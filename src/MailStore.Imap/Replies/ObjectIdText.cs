using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Replies;

/// <summary>
/// RFC 8474 §4: ids of mailboxes, messages and conversations as clients see them. A letter says what it is of, so that two ids of
/// different things never look alike, and none looks like a number (§7).
/// </summary>
internal static class ObjectIdText
{
    public const char Mailbox = 'F', Email = 'M', Thread = 'T';

    private const int LengthMax = 17;

    public static void Write(ref ReplyWriter line, char kind, ulong id)
    {
        Span<byte> text = stackalloc byte[LengthMax];
        text[0] = (byte)kind;
        _ = Utf8Formatter.TryFormat(id, text[1..], out var written, new('x'));
        line.Atom(text[..(1 + written)]);
    }

    public static void Bracketed(ref ReplyWriter line, char kind, ulong id)
    {
        line.Token("("u8);
        Write(ref line, kind, id);
        line.Token(")"u8);
    }

    /// <summary>False for what was never given to anybody.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, char kind, out ulong id)
    {
        id = 0;
        return text.Length is > 1 and <= LengthMax
            && text[0] == kind
            && !text[1..].ContainsAnyInRange((byte)'A', (byte)'F')
            && ulong.TryParse(Encoding.ASCII.GetString(text[1..]), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id);
    }
}
