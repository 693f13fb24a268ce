using System.Buffers;

namespace MailStore.Server.Transfer.Reading;

/// <summary>
/// Makes CRLF of each LF that stands alone, piece by piece: files of mail on Unix have LF, and protocols have CRLF. What has CRLF
/// already stays as it is.
/// </summary>
internal sealed class LineEnds(Func<ReadOnlyMemory<byte>, ValueTask> sink)
{
    private static readonly ReadOnlyMemory<byte> s_lineEnd = "\r\n"u8.ToArray();
    private readonly ArrayBufferWriter<byte> _mended = new();
    private bool _endsInCr;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> piece)
    {
        if (piece.IsEmpty)
        {
            return ValueTask.CompletedTask;
        }

        _mended.ResetWrittenCount();
        var rest = piece.Span;
        while (true)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                _mended.Write(rest);
                _endsInCr = rest.IsEmpty ? _endsInCr : rest[^1] == '\r';
                break;
            }

            var hasCr = end > 0 ? rest[end - 1] == '\r' : _endsInCr;
            _mended.Write(rest[..end]);
            _mended.Write(hasCr ? s_lineEnd.Span[1..] : s_lineEnd.Span);
            rest = rest[(end + 1)..];
            _endsInCr = false;
        }

        return sink(_mended.WrittenMemory);
    }
}
