using System.Collections;

namespace MailStore.Abstractions.Messages;

/// <summary>Every UID of a <see cref="UidSet"/>, ascending. To walk it by <c>foreach</c> allocates nothing.</summary>
public readonly struct EachUid : IEnumerable<Uid>
{
    private readonly UidRanges _ranges;

    internal EachUid(in UidRanges ranges)
    {
        _ranges = ranges;
    }

    public Enumerator GetEnumerator() => new(_ranges);

    IEnumerator<Uid> IEnumerable<Uid>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public struct Enumerator : IEnumerator<Uid>
    {
        private readonly UidRanges _ranges;
        private int _place;

        // 64 bits: one past the last UID there can be is a number too.
        private ulong _next;
        private ulong _last;

        internal Enumerator(in UidRanges ranges)
        {
            _ranges = ranges;
            (_next, _last) = (1, 0);
        }

        public Uid Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_next > _last)
            {
                if (_place == _ranges.Length)
                {
                    return false;
                }

                var range = _ranges[_place++];
                (_next, _last) = (range.First.Value, range.Last.Value);
            }

            Current = new((uint)_next++);
            return true;
        }

        public void Reset() => (_place, _next, _last) = (0, 1, 0);

        public readonly void Dispose()
        {
        }
    }
}
