
namespace MailStore.Mime.Headers;

/// <summary>
/// What a part of an address says, without quotes, backslashes, comments and folds. The text is never longer than the part
/// as it is written, so the caller's room of that size is enough.
/// </summary>
public static class AddressText
{
    /// <summary>A display name: its words with one blank between. Encoded words stay encoded.</summary>
    public static int Phrase(ReadOnlySpan<byte> written, Span<byte> text) => Words(written, " "u8, text);

    /// <summary>A local part, a domain or a route: its pieces put together.</summary>
    public static int Glued(ReadOnlySpan<byte> written, Span<byte> text) => Words(written, default, text);

    /// <summary>What stands between a comment's parentheses.</summary>
    public static int Comment(ReadOnlySpan<byte> written, Span<byte> text) =>
        written.Length < 2 ? 0 : Unescape(written[1..^1], text);

    private static int Words(ReadOnlySpan<byte> written, ReadOnlySpan<byte> between, Span<byte> text)
    {
        var cursor = new AddressCursor(written, at: 0);
        var used = 0;
        while (cursor.SkipBlanks() && !cursor.IsAtEnd)
        {
            if (used > 0)
            {
                between.CopyTo(text[used..]);
                used += between.Length;
            }

            var start = cursor.At;
            if (cursor.Next == (byte)'"')
            {
                cursor.SkipQuoted();
                var inside = written[(start + 1)..cursor.At];
                used += Unescape(inside is [.., (byte)'"'] ? inside[..^1] : inside, text[used..]);
            }
            else
            {
                cursor.SkipWord();
                used += Unfold(written[start..cursor.At], text[used..]);
            }
        }

        return used;
    }

    private static int Unescape(ReadOnlySpan<byte> written, Span<byte> text)
    {
        var used = 0;
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] is (byte)'\r' or (byte)'\n')
            {
                continue;
            }

            if (written[i] == (byte)'\\' && i + 1 < written.Length)
            {
                i++;
            }

            text[used++] = written[i];
        }

        return used;
    }

    private static int Unfold(ReadOnlySpan<byte> written, Span<byte> text)
    {
        if (!written.Contains((byte)'\r'))
        {
            written.CopyTo(text);
            return written.Length;
        }

        var used = 0;
        foreach (var octet in written)
        {
            if (octet is not ((byte)'\r' or (byte)'\n'))
            {
                text[used++] = octet;
            }
        }

        return used;
    }
}
