using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Session;

/// <summary>The messages that a command names, as this view numbers them: ascending, each once.</summary>
internal sealed class MessageSet
{
    /// <summary>A session holds no more of a large command than this.</summary>
    private const int KeptRanges = 64;

    private readonly List<SequenceRange> _ranges = [];

    /// <summary>A list and no interface of one: to walk it must not allocate.</summary>
    public List<SequenceRange> Ranges => _ranges;

    public bool IsEmpty => _ranges.Count == 0;

    /// <summary>"*" as the parser gives it: above every number, so that the highest UID there can be is a number and no star.</summary>
    public const ulong Star = long.MaxValue;

    /// <summary>False if a sequence number names no message: the command is BAD (RFC 9051 §9, seq-number). UIDs may name what is gone.</summary>
    /// <param name="saved">RFC 5182: what <c>$</c> stands for.</param>
    /// <param name="isStrict">"*" names nothing where there is no message, and a range up to it begins at one.</param>
    /// <param name="mayNameNone">Numbers above the last one name no message, and that is no error.</param>
    public bool TryResolve(in SequenceSet given, Frame frame, bool isUid, IMailboxView view, UidSet saved, bool isStrict = false, bool mayNameNone = false)
    {
        _ranges.Clear();
        if (_ranges.Capacity > KeptRanges)
        {
            _ranges.Capacity = 0;
        }

        if (given.SavedResult)
        {
            Add(saved, view);
            return true;
        }

        foreach (var range in given.SeqRanges.In(frame))
        {
            // 0 as the last number says that there was no colon; a range may run backwards (RFC 9051 §9).
            var last = range.SeqLast == 0 ? range.SeqFirst : range.SeqLast;
            var (low, high) = range.SeqFirst <= last ? (range.SeqFirst, last) : (last, range.SeqFirst);
            if (mayNameNone && !isUid && high != Star)
            {
                high = Math.Min(high, (uint)view.Count);
                if (low > high)
                {
                    continue;
                }
            }

            if (isUid ? AddUids(low, high, view) : AddSequences(low, high, view.Count, isStrict))
            {
                continue;
            }

            return false;
        }

        Normalise();
        return true;
    }

    /// <summary>All from a sequence number on, without some.</summary>
    public static MessageSet From(int first, IMailboxView view, UidSet except) => first > view.Count
        ? new()
        : Of(view.Existing(UidSet.OfRanges(new UidRange(view.UidAt(first), view.UidAt(view.Count)))).Except(except), view);

    public static MessageSet Of(UidSet uids, IMailboxView view)
    {
        var set = new MessageSet();
        set.Add(uids, view);
        return set;
    }

    /// <summary>The UIDs that a command names, whether or not they name a message. "*" is everything above (RFC 7162 §3.2.6 asks of what is gone).</summary>
    public static UidSet Named(in SequenceSet given, Frame frame, UidSet saved)
    {
        if (given.SavedResult)
        {
            return saved;
        }

        var builder = new UidSetBuilder();
        foreach (var range in given.SeqRanges.In(frame))
        {
            var last = range.SeqLast == 0 ? range.SeqFirst : range.SeqLast;
            builder.Add(new UidRange((uint)Math.Min(Math.Min(range.SeqFirst, last), uint.MaxValue), (uint)Math.Min(Math.Max(range.SeqFirst, last), uint.MaxValue)));
        }

        return builder.ToSet();
    }

    /// <summary>Those of them that stand in a window.</summary>
    public MessageSet In(MessageWindow window)
    {
        var inside = new MessageSet();
        var (from, to) = window.Among(_ranges.Sum(range => (long)range.Last - range.First + 1));
        long before = 0;
        foreach (var range in _ranges)
        {
            var first = Math.Max(range.First, range.First + from - before - 1);
            var last = Math.Min(range.Last, range.First + to - before - 1);
            if (first <= last)
            {
                inside._ranges.Add(new((int)first, (int)last));
            }

            before += range.Last - range.First + 1;
        }

        return inside;
    }

    /// <summary>
    /// The same by UID. Each range goes from a message of the view to another, so between them are only messages that the view
    /// numbers, or such as no longer have a number anywhere.
    /// </summary>
    public UidSet ToUids(IMailboxView view)
    {
        if (_ranges is [var only])
        {
            return view.Existing(UidSet.OfRanges(new UidRange(view.UidAt(only.First), view.UidAt(only.Last))));
        }

        var builder = new UidSetBuilder();
        foreach (var range in _ranges)
        {
            builder.Add(new UidRange(view.UidAt(range.First), view.UidAt(range.Last)));
        }

        return view.Existing(builder.ToSet());
    }

    /// <summary>Sequence numbers in the form of a set, for a reply.</summary>
    public UidSet ToSequences() => UidSet.OfRanges([.. _ranges.Select(range => new UidRange((uint)range.First, (uint)range.Last))]);

    private void Add(UidSet uids, IMailboxView view)
    {
        foreach (var range in uids.Ranges)
        {
            AddUids(range.First.Value, range.Last.Value, view);
        }

        Normalise();
    }

    private bool AddSequences(ulong low, ulong high, int count, bool isStrict)
    {
        // Tolerance: "*" and what reaches up to it name the last message, and nothing where there is none.
        if (high == Star)
        {
            high = (ulong)count;
            if (isStrict && (count == 0 || (low > high && low != Star)))
            {
                return false;
            }

            low = Math.Min(low, high);
            if (count == 0)
            {
                return true;
            }
        }

        if (high > (ulong)count)
        {
            return false;
        }

        _ranges.Add(new((int)low, (int)high));
        return true;
    }

    private bool AddUids(ulong low, ulong high, IMailboxView view)
    {
        // RFC 9051 §9: a number has 32 bits.
        if (IsTooLarge(low) || IsTooLarge(high))
        {
            return false;
        }

        if (view.Count == 0)
        {
            return true;
        }

        // RFC 9051 §9: "*" is the highest UID there is, so n:* always names a message.
        var highest = view.UidAt(view.Count).Value;
        if (high == Star)
        {
            low = Math.Min(low, highest);
        }

        var first = low == 1 ? 1 : view.CountUpTo(new Uid((uint)low - 1)) + 1;
        var last = high >= highest ? view.Count : view.CountUpTo(new Uid((uint)high));
        if (first <= last)
        {
            _ranges.Add(new(first, last));
        }

        return true;
    }

    private static bool IsTooLarge(ulong number) => number is > uint.MaxValue and not Star;

    private void Normalise()
    {
        if (_ranges.Count < 2)
        {
            return;
        }

        _ranges.Sort((left, right) => left.First.CompareTo(right.First));
        var kept = 0;
        for (var at = 1; at < _ranges.Count; at++)
        {
            if (_ranges[at].First <= _ranges[kept].Last + 1)
            {
                _ranges[kept] = _ranges[kept] with { Last = Math.Max(_ranges[kept].Last, _ranges[at].Last) };
            }
            else
            {
                _ranges[++kept] = _ranges[at];
            }
        }

        _ranges.RemoveRange(kept + 1, _ranges.Count - kept - 1);
    }
}
