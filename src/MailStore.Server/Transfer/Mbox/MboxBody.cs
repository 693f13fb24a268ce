using System.Buffers;
using MailStore.Server.Transfer.Reading;

namespace MailStore.Server.Transfer.Mbox;

/// <summary>The octets of one message of a file, between its header and the next From_ line.</summary>
/// <param name="own">Fields of the message, which stand among those of the file.</param>
/// <param name="start">Where the rest begins: mostly an empty line.</param>
/// <param name="end">Where the next message begins.</param>
internal sealed class MboxBody(string path, MboxHeader header, MboxQuoting quoting, ReadOnlyMemory<byte> own, long start, long end)
{
    private const int PieceBytes = 64 * 1024;

    private readonly bool _isExact = header.ExactBytes >= 0;
    private readonly ArrayBufferWriter<byte> _gathered = new(PieceBytes);
    private long _left = header.ExactBytes >= 0 ? header.ExactBytes : long.MaxValue;

    public async ValueTask<bool> CopyAsync(Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancellation)
    {
        Func<ReadOnlyMemory<byte>, ValueTask> write = _isExact ? sink : new LineEnds(sink).WriteAsync;
        Add(own.Span);
        using var lines = new MboxLines(path, start);
        while (lines.Offset < end && lines.Read() && lines.Offset < end)
        {
            // The last empty line is the separator's.
            if (!_isExact && lines.StartsLine && lines.Offset + lines.Piece.Length == end && lines.Piece.Span is [(byte)'\n'] or [(byte)'\r', (byte)'\n'])
            {
                break;
            }

            var quoted = lines.StartsLine && (_isExact || quoting == MboxQuoting.Mboxrd) && IsQuoted(lines.Piece.Span) ? 1 : 0;
            AddLine(lines.Piece.Span[quoted..]);
            if (_gathered.WrittenCount >= PieceBytes)
            {
                await write(_gathered.WrittenMemory);
                _gathered.ResetWrittenCount();
                cancellation.ThrowIfCancellationRequested();
            }
        }

        await write(_gathered.WrittenMemory);
        return true;
    }

    private static bool IsQuoted(ReadOnlySpan<byte> line) => line.Length > 0 && line[0] == '>' && line.TrimStart((byte)'>').StartsWith("From "u8);

    private void AddLine(ReadOnlySpan<byte> line)
    {
        if (header.HasBareLines && line.EndsWith("\n"u8))
        {
            Add(line[..^1]);
            line = "\r\n"u8;
        }

        Add(line);
    }

    private void Add(ReadOnlySpan<byte> octets)
    {
        var count = (int)Math.Min(octets.Length, _left);
        _gathered.Write(octets[..count]);
        _left -= count;
    }
}
