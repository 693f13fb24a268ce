namespace MailStore.Server.Transfer.Mbox;

/// <summary>A file line by line, in a buffer that does not grow: a line that is longer comes in pieces.</summary>
internal sealed class MboxLines : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private int _length;
    private bool _startsLine = true;

    public MboxLines(string path, long offset)
    {
        _file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0) { Position = offset };
        Offset = offset;
    }

    /// <summary>Where the piece that was read last begins in the file.</summary>
    public long Offset { get; private set; }

    /// <summary>With its line end, if that is in it. Valid until the next read.</summary>
    public ReadOnlyMemory<byte> Piece => _buffer.AsMemory(_start, _length);

    /// <summary>It begins a line, and does not go on with one.</summary>
    public bool StartsLine { get; private set; } = true;

    /// <summary>False at the end of the file.</summary>
    public bool Read()
    {
        Offset += _length;
        _start += _length;
        (_length, StartsLine) = (0, _startsLine);
        var end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        while (end < 0 && Fill())
        {
            end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        }

        _length = end < 0 ? _end - _start : end + 1;
        _startsLine = end >= 0;
        return _length > 0;
    }

    public void Dispose() => _file.Dispose();

    // False if there is no more room, or no more file.
    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var count = _end == BufferBytes ? 0 : _file.Read(_buffer.AsSpan(_end));
        _end += count;
        return count > 0;
    }
}
