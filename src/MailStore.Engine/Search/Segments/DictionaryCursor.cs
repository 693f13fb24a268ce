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
    private int _termsEnd;
    private int _lengthAt;
    private int _lengthsEnd;
    private int _postingsAt;
    private Range _term;
    private Range _current;
    private bool _isMap;

    public ReadOnlySpan<byte> Term => _octets.AsSpan(_term);

    public bool MoveNext()
    {
        if (_left == 0 && !ReadBlock())
        {
            return false;
        }

        _left--;
        var start = _term.End.Value + 1;
        var length = _octets.AsSpan(start, _termsEnd - start).IndexOf(TermPattern.Edge);
        ReadOnlySpan<byte> lengths = _octets.AsSpan(_lengthAt, _lengthsEnd - _lengthAt);
        var number = Postings.Take(ref lengths);
        _lengthAt = _lengthsEnd - lengths.Length;
        var octets = (int)(number >> 1);
        if (length < 0 || _postingsAt + octets > _postings.Length)
        {
            throw new SegmentFaultException("its terms are not whole");
        }

        _term = start..(start + length);
        _current = _postingsAt..(_postingsAt + octets);
        _isMap = (number & 1) != 0;
        _postingsAt += octets;
        return true;
    }

    /// <summary>The numbers of the messages that have the term, in this segment.</summary>
    public void AddTo(List<int> messages) => Postings.AddTo(messages, _postings.AsSpan(_current), _isMap, segment.Messages);

    private bool ReadBlock()
    {
        if (++_block == _blocks.Length)
        {
            return false;
        }

        ref readonly var block = ref _blocks[_block];
        Array.Resize(ref _octets, block.TermsBytes + block.LengthsBytes);
        Array.Resize(ref _postings, block.PostingsBytes);
        segment.Read(block.Terms, _octets, block.TermsChecksum);
        segment.Read(block.Postings, _postings, block.PostingsChecksum);
        (_left, _termsEnd, _lengthAt, _lengthsEnd, _postingsAt, _term) = (block.Count, block.TermsBytes, block.TermsBytes, _octets.Length, 0, 0..0);
        return _left > 0;
    }
}
