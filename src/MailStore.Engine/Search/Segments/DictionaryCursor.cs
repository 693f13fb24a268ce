using System.Buffers.Binary;
using MailStore.Engine.Search.Terms;

namespace MailStore.Engine.Search.Segments;

/// <summary>Goes through all terms of a dictionary in their order, for a merge.</summary>
internal sealed class DictionaryCursor(SegmentFile segment, SectionKind kind)
{
    private readonly TermBlock[] _blocks = segment.Blocks(kind);
    private byte[] _octets = [];
    private byte[] _postings = [];
    private int _block = -1;
    private int _left;
    private int _lengthAt;
    private int _lengthsEnd;
    private int _postingsAt;
    private int _postingsEnd;
    private int _term;
    private int _termEnd;
    private int _current;
    private int _termsEnd;
    private bool _isMap;

    public ReadOnlySpan<byte> Term => _octets.AsSpan(_term, _termEnd - _term);

    /// <summary>The first octets of the term, zeros behind a short one: where these differ, the terms do in the same way.</summary>
    public ulong Key { get; private set; }

    public bool MoveNext()
    {
        if (_left == 0 && !ReadBlock())
        {
            return false;
        }

        _left--;
        _term = _termEnd + 1;
        ReadOnlySpan<byte> behind = _octets.AsSpan(_term, _termsEnd - _term);
        var length = behind.IndexOf(TermPattern.Edge);
        ReadOnlySpan<byte> lengths = _octets.AsSpan(_lengthAt, _lengthsEnd - _lengthAt);
        var number = Postings.Take(ref lengths);
        _lengthAt = _lengthsEnd - lengths.Length;
        var octets = (int)(number >> 1);
        if (length < 0 || _postingsAt + octets > _postingsEnd)
        {
            throw new SegmentFaultException("its terms are not whole");
        }

        _termEnd = _term + length;
        Key = KeyOf(behind, length);
        _current = _postingsAt;
        _isMap = (number & 1) != 0;
        _postingsAt += octets;
        return true;
    }

    /// <summary>The numbers of the messages that have the term, in this segment.</summary>
    /// <param name="into">Room for all messages of the segment.</param>
    /// <returns>How many they are.</returns>
    public int Messages(Span<int> into) => Postings.Read(_postings.AsSpan(_current, _postingsAt - _current), _isMap, segment.Messages, into);

    private static ulong KeyOf(ReadOnlySpan<byte> behind, int length)
    {
        if (behind.Length >= sizeof(ulong))
        {
            var key = BinaryPrimitives.ReadUInt64BigEndian(behind);
            return length >= sizeof(ulong) ? key : length == 0 ? 0 : key & (ulong.MaxValue << (64 - (8 * length)));
        }

        var last = 0UL;
        for (var at = 0; at < sizeof(ulong); at++)
        {
            last = (last << 8) | (at < length ? behind[at] : 0u);
        }

        return last;
    }

    private bool ReadBlock()
    {
        if (++_block == _blocks.Length)
        {
            return false;
        }

        ref readonly var block = ref _blocks[_block];
        _lengthsEnd = block.TermsBytes + block.LengthsBytes;
        _postingsEnd = block.PostingsBytes;
        _octets = _octets.Length < _lengthsEnd ? new byte[_lengthsEnd] : _octets;
        _postings = _postings.Length < _postingsEnd ? new byte[_postingsEnd] : _postings;
        segment.Read(block.Terms, _octets.AsSpan(0, _lengthsEnd), block.TermsChecksum);
        segment.Read(block.Postings, _postings.AsSpan(0, _postingsEnd), block.PostingsChecksum);
        (_left, _termsEnd, _lengthAt, _postingsAt, _termEnd) = (block.Count, block.TermsBytes, block.TermsBytes, 0, 0);
        return _left > 0;
    }
}
