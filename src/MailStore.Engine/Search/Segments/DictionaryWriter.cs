using MailStore.Engine.Search.Terms;
using MailStore.Log.Records;
using MailStore.Mime.Fields;

namespace MailStore.Engine.Search.Segments;

/// <summary>Writes terms, in the order of their octets, with the messages that have them.</summary>
internal sealed class DictionaryWriter(SegmentWriter segment, SectionKind kind, int messagesOfSegment)
{
    private const int BlockBytes = 32 * 1024;

    // Blocks of terms that wait, so that many lie side by side: a search reads these alone.
    private const int RunBytes = 1024 * 1024;

    private readonly OctetBuffer _terms = new();
    private readonly OctetBuffer _lengths = new();
    private readonly OctetBuffer _postings = new();
    private readonly OctetBuffer _run = new();
    private readonly List<TermBlock> _runBlocks = [];
    private readonly List<TermBlock> _blocks = [];
    private readonly int _mapBytes = Postings.MapBytes(messagesOfSegment);
    private int _count;

    public void Add(ReadOnlySpan<byte> term, ReadOnlySpan<int> messages)
    {
        var room = _terms.GetSpan(term.Length + 2);
        var edge = 0;
        if (_count == 0)
        {
            room[edge++] = TermPattern.Edge;
        }

        term.CopyTo(room[edge..]);
        room[edge + term.Length] = TermPattern.Edge;
        _terms.Advance(edge + term.Length + 1);
        var used = Postings.Write(messages, messagesOfSegment, _postings.GetSpan(Math.Max(Postings.BytesMax(messages.Length), _mapBytes)), out var isMap);
        _postings.Advance(used);
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

    private void EndBlock()
    {
        if (_count == 0)
        {
            return;
        }

        var start = _run.Length;
        _run.Write(_terms.Octets);
        _run.Write(_lengths.Octets);
        _runBlocks.Add(new(
            start, _terms.Length, _lengths.Length, segment.Position, _postings.Length, _count,
            Crc32C.Compute(_run.Octets[start..]), Crc32C.Compute(_postings.Octets)));
        segment.Write(_postings.Octets);

        // Not cleared: their memory is kept.
        _terms.Cut(0);
        _lengths.Cut(0);
        _postings.Cut(0);
        _count = 0;
        if (_run.Length >= RunBytes)
        {
            EndRun();
        }
    }

    private void EndRun()
    {
        var start = segment.Position;
        segment.Write(_run.Octets);
        foreach (var block in _runBlocks)
        {
            _blocks.Add(block with { Terms = start + block.Terms });
        }

        _runBlocks.Clear();
        _run.Cut(0);
    }

    private void WriteNumber(uint number)
    {
        var room = _lengths.GetSpan(5);
        var used = 0;
        for (; number >= 0x80; number >>= 7)
        {
            room[used++] = (byte)(number | 0x80);
        }

        room[used] = (byte)number;
        _lengths.Advance(used + 1);
    }
}
