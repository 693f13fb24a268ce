using System.Buffers;
using MailStore.Mime.Decoding;
using MailStore.Mime.Sections;
using MailStore.Mime.Structure;
using MailStore.Wire.Peers;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Commands;

/// <summary>
/// RFC 3516: a section without its transfer encoding. Its size stands in front of it, so it is decoded twice: to be counted, and to
/// be sent. Neither takes more memory for a larger one.
/// </summary>
internal sealed class DecodedSection(OpenedMessage message)
{
    private const int PieceBytes = 16 * 1024;

    private readonly TransferDecoder _decoder = new();
    private TransferEncoding _encoding;
    private long _start;
    private long _end;

    /// <summary>False if nobody knows the encoding of the part.</summary>
    public async ValueTask<bool> TryOpenAsync(FetchPiece piece)
    {
        (_start, _end) = await message.FindAsync(piece);
        _encoding = piece.IsWholeMessage || _start == _end ? TransferEncoding.Identity : await FindEncodingAsync(piece);
        return _encoding != TransferEncoding.Unknown;
    }

    /// <summary>Octets, and whether there is a NUL among them.</summary>
    public async ValueTask<(long Size, bool HasNul)> MeasureAsync()
    {
        long size = 0;
        var hasNul = false;
        await DecodeAsync(octets =>
        {
            size += octets.Length;
            hasNul |= octets.Span.Contains((byte)0);
            return ValueTask.CompletedTask;
        });
        return (size, hasNul);
    }

    public async ValueTask WriteAsync(Outbox output, ulong offset, ulong length)
    {
        var (size, hasNul) = await MeasureAsync();
        offset = Math.Min(offset, (ulong)size);
        var wanted = (ulong)size - offset;
        var literal = new LiteralWriter(output.Pipe);
        output.IsInLiteral = true;

        // RFC 3516 §4.2: literal8 where there is a NUL.
        literal.Begin(length == 0 ? wanted : Math.Min(length, wanted), hasNul);
        await DecodeAsync(octets =>
        {
            var skipped = (int)Math.Min(offset, (ulong)octets.Length);
            offset -= (ulong)skipped;
            var taken = (int)Math.Min(literal.Remaining, (ulong)(octets.Length - skipped));
            literal.Write(octets.Span.Slice(skipped, taken));
            return output.FlushIfFullAsync();
        });
        literal.End();
        output.IsInLiteral = false;
    }

    private async ValueTask<TransferEncoding> FindEncodingAsync(FetchPiece piece)
    {
        var found = SectionFinder.Find(message.Parts, piece.Path);
        var part = message.Parts[found];

        // RFC 2045 §6.4: what is made of parts has no encoding of its own.
        if (!part.IsMime || part.IsMultipart || part.Kind == PartKind.Message)
        {
            return TransferEncoding.Identity;
        }

        var header = await message.ReadHeaderAsync(part.Start, part.BodyStart);
        return TransferEncodings.Of(header.Span);
    }

    private async ValueTask DecodeAsync(Func<ReadOnlyMemory<byte>, ValueTask> take)
    {
        var (raw, decoded) = (ArrayPool<byte>.Shared.Rent(PieceBytes), ArrayPool<byte>.Shared.Rent(PieceBytes));
        try
        {
            _decoder.Begin(_encoding);
            var (offset, held) = (_start, 0);
            for (var isDone = false; !isDone;)
            {
                var wanted = (int)Math.Min(PieceBytes - held, _end - offset);
                var read = wanted == 0 ? 0 : await message.Content.ReadAsync(offset, raw.AsMemory(held, wanted));
                if (read < wanted)
                {
                    throw new InvalidOperationException("A message is shorter than its size.");
                }

                (offset, held) = (offset + read, held + read);
                var status = _decoder.Decode(raw.AsSpan(0, held), decoded, isFinal: offset == _end, out var consumed, out var written);
                raw.AsSpan(consumed, held - consumed).CopyTo(raw);
                held -= consumed;
                isDone = status == OperationStatus.Done && offset == _end;
                await take(decoded.AsMemory(0, written));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
            ArrayPool<byte>.Shared.Return(decoded);
        }
    }
}
