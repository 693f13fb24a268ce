using System.Buffers;
using MailStore.Abstractions.Messages;

namespace MailStore.Imap.Replies;

/// <summary>Where the header of a message ends and its text begins: behind the first empty line.</summary>
internal static class HeaderEnd
{
    private const int PieceBytes = 4 * 1024;

    /// <summary>Reads no further than it has to. A message without an empty line is all header (RFC 5322 §3.5: the body is optional).</summary>
    public static async ValueTask<long> FindAsync(IMessageContent content)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            // A line starts at the message's start, and behind each line feed.
            var isLineStart = true;
            for (long offset = 0; offset < content.Length;)
            {
                var read = await content.ReadAsync(offset, piece.AsMemory(0, PieceBytes));
                var end = EmptyLine(piece.AsSpan(0, read), isLast: offset + read >= content.Length, ref isLineStart, out var used);
                if (end >= 0)
                {
                    return offset + end;
                }

                offset += used;
            }

            return content.Length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <returns>The place behind the empty line, or -1: then what was used need not be read again.</returns>
    private static int EmptyLine(ReadOnlySpan<byte> octets, bool isLast, ref bool isLineStart, out int used)
    {
        used = 0;
        while (used < octets.Length)
        {
            var rest = octets[used..];
            if (isLineStart && rest is [(byte)'\r', (byte)'\n', ..])
            {
                return used + 2;
            }

            if (isLineStart && rest is [(byte)'\n', ..])
            {
                return used + 1;
            }

            // A carriage return at the end of the piece may be half of an empty line: it is looked at again with what follows.
            if (isLineStart && !isLast && rest is [(byte)'\r'])
            {
                return -1;
            }

            var feed = rest.IndexOf((byte)'\n');
            isLineStart = feed >= 0;
            used = feed >= 0 ? used + feed + 1 : octets.Length;
        }

        return -1;
    }
}
