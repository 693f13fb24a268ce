namespace MailStore.Engine.Search.Segments;

/// <summary>The postings of the terms of a block, from the first one on.</summary>
internal ref struct PostingsCursor(ReadOnlySpan<byte> lengths, ReadOnlySpan<byte> postings)
{
    private ReadOnlySpan<byte> _lengths = lengths;
    private ReadOnlySpan<byte> _postings = postings;
    private int _next;

    /// <summary>To this term, which is none before the last one that was asked for.</summary>
    public ReadOnlySpan<byte> MoveTo(int term, out bool isMap)
    {
        while (true)
        {
            var number = Postings.Take(ref _lengths);
            var length = (int)(number >> 1);
            if (length > _postings.Length)
            {
                throw new SegmentFaultException("its postings are not whole");
            }

            var octets = _postings[..length];
            _postings = _postings[length..];
            if (_next++ == term)
            {
                isMap = (number & 1) != 0;
                return octets;
            }
        }
    }
}
