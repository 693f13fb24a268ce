using System.Buffers;
using MailStore.Abstractions.Messages;
using MailStore.Wire.Peers;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Replies;

/// <summary>Octets of a message as a literal, in constant memory and no faster than the client reads.</summary>
internal static class BodyText
{
    private const int PieceBytes = 32 * 1024;

    /// <summary>From an offset on; what lies behind the end of the message is left out, and behind it there is the empty string.</summary>
    public static async ValueTask WriteAsync(Outbox output, IMessageContent content, ulong offset, ulong length)
    {
        var end = (ulong)content.Length;
        offset = Math.Min(offset, end);
        length = Math.Min(length, end - offset);
        var literal = new LiteralWriter(output.Pipe);
        output.IsInLiteral = true;
        literal.Begin(length, isLiteral8: false);
        var piece = ArrayPool<byte>.Shared.Rent((int)Math.Min(PieceBytes, Math.Max(length, 1)));
        try
        {
            while (literal.Remaining > 0)
            {
                var wanted = (int)Math.Min((ulong)Math.Min(piece.Length, PieceBytes), literal.Remaining);
                var read = await content.ReadAsync((long)(offset + length - literal.Remaining), piece.AsMemory(0, wanted));
                if (read != wanted)
                {
                    // Half a literal cannot be taken back: the connection is lost.
                    throw new InvalidOperationException("A message is shorter than its size.");
                }

                literal.Write(piece.AsSpan(0, read));
                await output.FlushIfFullAsync();
            }

            literal.End();
            output.IsInLiteral = false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
