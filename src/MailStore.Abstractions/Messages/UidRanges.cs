namespace MailStore.Abstractions.Messages;

/// <summary>The ranges of a <see cref="UidSet"/>, ascending.</summary>
public readonly struct UidRanges
{
    private readonly UidRange _only;
    private readonly UidRange[]? _more;

    internal UidRanges(UidRange only, UidRange[]? more)
    {
        (_only, _more) = (only, more);
    }

    public int Length => _more is not null ? _more.Length : _only.First.IsNone ? 0 : 1;

    public UidRange this[int place] => _more is not null ? _more[place] : place == 0 && !_only.First.IsNone ? _only : throw new ArgumentOutOfRangeException(nameof(place));

    public Enumerator GetEnumerator() => new(this);

    public UidRange[] ToArray()
    {
        var ranges = new UidRange[Length];
        for (var place = 0; place < ranges.Length; place++)
        {
            ranges[place] = this[place];
        }

        return ranges;
    }

    public struct Enumerator
    {
        private readonly UidRanges _ranges;
        private int _place;

        internal Enumerator(in UidRanges ranges)
        {
            _ranges = ranges;
            _place = -1;
        }

        public readonly UidRange Current => _ranges[_place];

        public bool MoveNext() => ++_place < _ranges.Length;
    }
}
