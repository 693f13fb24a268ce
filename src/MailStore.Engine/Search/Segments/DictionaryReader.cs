using System.Buffers;
using MailStore.Engine.Search.Terms;

namespace MailStore.Engine.Search.Segments;

/// <summary>Finds the terms of a dictionary that hold something, and who has them. It reads one block after the other into the same memory.</summary>
internal sealed class DictionaryReader(SegmentFile segment, SectionKind kind) : IDisposable
{
    private readonly TermBlock[] _blocks = segment.Blocks(kind);
    private byte[] _terms = [];
    private byte[] _postings = [];

    /// <summary>Octets that a search goes through.</summary>
    public long TermsBytes => _blocks.Sum(block => (long)block.TermsBytes);

    /// <summary>Adds to each pattern's set the messages that have a term with it.</summary>
    public void Find(IReadOnlyList<byte[]> patterns, IReadOnlyList<ulong[]> sets, CancellationToken cancellation)
    {
        var isFull = new bool[patterns.Count];
        for (var at = 0; at < isFull.Length; at++)
        {
            isFull[at] = IsFull(sets[at]);
        }

        foreach (ref readonly var block in _blocks.AsSpan())
        {
            cancellation.ThrowIfCancellationRequested();
            ReadTerms(block);
            var arePostingsRead = false;
            for (var at = 0; at < patterns.Count; at++)
            {
                if (!isFull[at] && Find(block, patterns[at], sets[at], ref arePostingsRead))
                {
                    isFull[at] = IsFull(sets[at]);
                }
            }
        }
    }

    /// <summary>Adds all messages that have any term.</summary>
    public void All(Span<ulong> set)
    {
        foreach (ref readonly var block in _blocks.AsSpan())
        {
            ReadTerms(block);
            ReadPostings(block);
            var cursor = new PostingsCursor(_terms.AsSpan(block.TermsBytes, block.LengthsBytes), _postings.AsSpan(0, block.PostingsBytes));
            for (var term = 0; term < block.Count; term++)
            {
                Postings.AddTo(set, cursor.MoveTo(term, out var isMap), isMap, segment.Messages);
            }
        }
    }

    public void Dispose()
    {
        Return(ref _terms);
        Return(ref _postings);
    }

    private bool Find(in TermBlock block, ReadOnlySpan<byte> pattern, ulong[] set, ref bool arePostingsRead)
    {
        ReadOnlySpan<byte> terms = _terms.AsSpan(0, block.TermsBytes);
        var hit = terms.IndexOf(pattern);
        if (hit < 0)
        {
            return false;
        }

        if (!arePostingsRead)
        {
            ReadPostings(block);
            arePostingsRead = true;
        }

        var cursor = new PostingsCursor(_terms.AsSpan(block.TermsBytes, block.LengthsBytes), _postings.AsSpan(0, block.PostingsBytes));
        var isEdged = pattern[0] == TermPattern.Edge;
        for (int counted = 0, edges = 0; hit >= 0;)
        {
            // Edges up to the term say which one it is.
            var inside = isEdged ? hit + 1 : hit;
            edges += terms[counted..inside].Count(TermPattern.Edge);
            counted = inside;
            Postings.AddTo(set, cursor.MoveTo(edges - 1, out var isMap), isMap, segment.Messages);
            var end = inside + terms[inside..].IndexOf(TermPattern.Edge);
            var next = terms[end..].IndexOf(pattern);
            hit = next < 0 ? -1 : end + next;
        }

        return true;
    }

    private bool IsFull(ReadOnlySpan<ulong> set)
    {
        var words = segment.Messages >> 6;
        return set[..words].IndexOfAnyExcept(ulong.MaxValue) < 0
            && ((segment.Messages & 63) == 0 || set[words] == (1UL << segment.Messages) - 1);
    }

    private void ReadTerms(in TermBlock block)
    {
        var length = block.TermsBytes + block.LengthsBytes;
        Rent(ref _terms, length);
        segment.Read(block.Terms, _terms.AsSpan(0, length), block.TermsChecksum);
    }

    private void ReadPostings(in TermBlock block)
    {
        Rent(ref _postings, block.PostingsBytes);
        segment.Read(block.Postings, _postings.AsSpan(0, block.PostingsBytes), block.PostingsChecksum);
    }

    private static void Rent(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            Return(ref buffer);
            buffer = ArrayPool<byte>.Shared.Rent(length);
        }
    }

    private static void Return(ref byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        buffer = [];
    }
}
