using MailStore.Engine.Search.Terms;
using MailStore.Log.Records;

namespace MailStore.Engine.Search.Segments;

/// <summary>Writes terms, in the order of their octets, with the messages that have them.</summary>
internal sealed class DictionaryWriter(SegmentWriter segment, SectionKind kind, int messagesOfSegment) : IDisposable
{
    private const int BlockBytes = 32 * 1024;

    // Blocks of terms that wait, so that many lie side by side: a search reads these alone.
    private const int RunBytes = 1024 * 1024;

    private readonly MemoryStream _terms = new();
    private readonly MemoryStream _lengths = new();
    private readonly MemoryStream _postings = new();
    private readonly MemoryStream _run = new();
    private readonly List<TermBlock> _runBlocks = [];
    private readonly List<TermBlock> _blocks = [];
    private byte[] _piece = new byte[4096];
    private int _count;

    public void Add(ReadOnlySpan<byte> term, ReadOnlySpan<int> messages)
    {
        if (_terms.Length == 0)
        {
            _terms.WriteByte(TermPattern.Edge);
        }

        _terms.Write(term);
        _terms.WriteByte(TermPattern.Edge);
        var room = Math.Max(Postings.BytesMax(messages.Length), Postings.MapBytes(messagesOfSegment));
        _piece = _piece.Length < room ? new byte[room] : _piece;
        var used = Postings.Write(messages, messagesOfSegment, _piece, out var isMap);
        _postings.Write(_piece.AsSpan(0, used));
        WriteNumber((uint)(used << 1) | (isMap ? 1u : 0));
        _count++;

        // Postings of blocks are read whole too.
        if (_terms.Length + _lengths.Length >= BlockBytes || _postings.Length >= 8 * BlockBytes)
        {
            EndBlock();
        }
    }

    public void Finish()
    {
        EndBlock();
        EndRun();
        var octets = new byte[_blocks.Count * TermBlock.Bytes];
        for (var at = 0; at < _blocks.Count; at++)
        {
            _blocks[at].Write(octets.AsSpan(at * TermBlock.Bytes));
        }

        segment.WriteSection(kind, octets);
    }

    public void Dispose()
    {
        _terms.Dispose();
        _lengths.Dispose();
        _postings.Dispose();
        _run.Dispose();
    }

    private static ReadOnlySpan<byte> Octets(MemoryStream stream) => stream.GetBuffer().AsSpan(0, (int)stream.Length);

    private void EndBlock()
    {
        if (_count == 0)
        {
            return;
        }

        var postings = Octets(_postings);
        var start = _run.Length;
        _run.Write(Octets(_terms));
        _run.Write(Octets(_lengths));
        _runBlocks.Add(new(
            start, (int)_terms.Length, (int)_lengths.Length, segment.Position, postings.Length, _count,
            Crc32C.Compute(Octets(_run)[(int)start..]), Crc32C.Compute(postings)));
        segment.Write(postings);
        _terms.SetLength(0);
        _lengths.SetLength(0);
        _postings.SetLength(0);
        _count = 0;
        if (_run.Length >= RunBytes)
        {
            EndRun();
        }
    }

    private void EndRun()
    {
        var start = segment.Position;
        segment.Write(Octets(_run));
        foreach (var block in _runBlocks)
        {
            _blocks.Add(block with { Terms = start + block.Terms });
        }

        _runBlocks.Clear();
        _run.SetLength(0);
    }

    private void WriteNumber(uint number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            _lengths.WriteByte((byte)(number | 0x80));
        }

        _lengths.WriteByte((byte)number);
    }
}
