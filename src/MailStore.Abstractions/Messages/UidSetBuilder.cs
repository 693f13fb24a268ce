namespace MailStore.Abstractions.Messages;

/// <summary>Collects UIDs and ranges. Ascending ones are cheapest; others are sorted at the end.</summary>
public sealed class UidSetBuilder
{
    private readonly List<UidRange> _ranges = [];
    private bool _isSorted = true;

    public void Add(Uid uid) => Add(new UidRange(uid, uid));

    public void Add(UidRange range)
    {
        if (range.First.IsNone || range.First > range.Last)
        {
            throw new ArgumentException($"{range} is no range of UIDs.", nameof(range));
        }

        if (_ranges.Count > 0)
        {
            var last = _ranges[^1];
            if (_isSorted && range.First >= last.First && (range.First <= last.Last || range.First.Value == last.Last.Value + 1))
            {
                _ranges[^1] = new(last.First, range.Last > last.Last ? range.Last : last.Last);
                return;
            }

            _isSorted &= range.First > last.Last;
        }

        _ranges.Add(range);
    }

    public UidSet ToSet()
    {
        if (!_isSorted)
        {
            var sorted = _ranges.OrderBy(range => range.First).ToArray();
            _ranges.Clear();
            _isSorted = true;
            foreach (var range in sorted)
            {
                Add(range);
            }
        }

        return UidSet.OfSorted([.. _ranges]);
    }
}
