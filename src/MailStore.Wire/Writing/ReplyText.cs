using System.Buffers;
using System.Text;

namespace MailStore.Wire.Writing;

/// <summary>What bytes may stand where in a reply.</summary>
internal static class ReplyText
{
    // RFC 9051 §9 ATOM-CHAR: no specials, no controls, 7 bits. ASTRING-CHAR has the closing bracket in addition.
    private static readonly SearchValues<byte> s_atom = SearchValues.Create("!#$&'+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[^_`abcdefghijklmnopqrstuvwxyz|}~"u8);
    private static readonly SearchValues<byte> s_astring = SearchValues.Create("!#$&'+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz|}~"u8);

    public static bool IsAtom(ReadOnlySpan<byte> value) => !value.IsEmpty && !value.ContainsAnyExcept(s_atom);

    /// <summary>A bare word for a string. NIL would be read as no string at all.</summary>
    public static bool IsAtomString(ReadOnlySpan<byte> value) =>
        !value.IsEmpty && !value.ContainsAnyExcept(s_astring) && !Ascii.EqualsIgnoreCase(value, "NIL"u8);

    public static bool BreaksLine(ReadOnlySpan<byte> value) => value.ContainsAny((byte)'\r', (byte)'\n', (byte)0);

    public static bool IsPrintable(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    /// <summary>At most so many bytes of the text, cut between two characters of UTF-8.</summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int bytesMax)
    {
        if (text.Length <= bytesMax)
        {
            return text;
        }

        var length = Math.Max(0, bytesMax);
        while (length > 0 && (text[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return text[..length];
    }

    /// <summary>The length of the first character if it may be shown, 0 if not: a control, or no UTF-8.</summary>
    public static int VisibleLength(ReadOnlySpan<byte> text) =>
        Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done && !Rune.IsControl(rune) ? length : 0;
}
