using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using MailStore.Abstractions.Messages;
using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;

namespace MailStore.Pop3.Commands;

/// <summary>A message, or the top of it, in constant memory and no faster than the client reads.</summary>
internal static class MessageText
{
    private const int PieceBytes = 32 * 1024;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Reply> WriteAsync(Pop3Session session, MessageEntry entry, ulong bodyLines)
    {
        using var content = await session.Drop.View.OpenAsync(entry.Uid);
        if (content is null)
        {
            return Reply.Err(ReplyCodes.SysPerm, "The message cannot be read");
        }

        Begin(session, entry, isWhole: bodyLines == ulong.MaxValue);
        session.IsInMessage = true;
        var top = new TopScanner(bodyLines);
        var piece = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(content.Length, 1, PieceBytes));
        try
        {
            for (long offset = 0; offset < content.Length && !top.IsOver;)
            {
                var wanted = (int)Math.Min(Math.Min(piece.Length, PieceBytes), content.Length - offset);
                var read = await content.ReadAsync(offset, piece.AsMemory(0, wanted));
                if (read != wanted)
                {
                    // Half a message cannot be taken back: the connection is lost.
                    throw new InvalidOperationException("A message is shorter than its size.");
                }

                offset += read;
                var part = piece.AsMemory(0, top.Take(piece.AsSpan(0, read)));
                Write(session, part.Span);
                await session.Output.FlushIfFullAsync();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        session.Dots.End();
        session.IsInMessage = false;
        return Reply.Written;
    }

    private static void Begin(Pop3Session session, in MessageEntry entry, bool isWhole)
    {
        var writer = session.Write();
        if (isWhole)
        {
            Span<byte> text = stackalloc byte[32];
            entry.Size.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
            " octets"u8.CopyTo(text[length..]);
            writer.Ok(text[..(length + 7)]);
        }
        else
        {
            // Of many tops a text would be a part that counts: it was 0.7 % of what a client reads.
            writer.Ok();
        }

        writer.Dispose();
    }

    private static void Write(Pop3Session session, Span<byte> octets)
    {
        if (session.Limits.ReplacesNul)
        {
            octets.Replace((byte)0, (byte)0x80);
        }

        session.Dots.Write(octets);
    }
}
