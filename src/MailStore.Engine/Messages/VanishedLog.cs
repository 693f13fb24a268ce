using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Log;
using MailStore.Log.Index;

namespace MailStore.Engine.Messages;

/// <summary>
/// What was expunged from a mailbox, by mod-sequence, for ever and exactly (RFC 7162 §3.2.10.1): pages that only grow at the end.
/// The writer's side; anyone may read what is in the index.
/// </summary>
internal sealed class VanishedLog(MailboxId mailbox, int pages)
{
    private readonly List<(uint Number, VanishedPage Page)> _changed = [];
    private VanishedPage? _tail;

    /// <summary>Pages there are; the last one is written on.</summary>
    public int Pages { get; private set; } = pages;

    /// <summary>UIDs that were expunged after a mod-sequence.</summary>
    public static UidSet Since(IIndexReader index, MailboxId mailbox, int pages, ModSeq since)
    {
        var builder = new UidSetBuilder();
        var page = new VanishedPage();
        for (var number = FirstPage(index, mailbox, pages, since, page); number < pages; number++)
        {
            Invariant.Holds(page.TryLoad(index, mailbox, (uint)number));
            for (var reader = page.Read(); reader.MoveNext();)
            {
                if (reader.ModSeq > since)
                {
                    builder.Add(reader.Range);
                }
            }
        }

        return builder.ToSet();
    }

    /// <summary>The mod-sequence, after another one, at which the first of these UIDs was expunged; none if none was.</summary>
    public static ModSeq FirstOf(UidSet uids, IIndexReader index, MailboxId mailbox, int pages, ModSeq since)
    {
        var page = new VanishedPage();
        for (var number = FirstPage(index, mailbox, pages, since, page); number < pages; number++)
        {
            Invariant.Holds(page.TryLoad(index, mailbox, (uint)number));
            for (var reader = page.Read(); reader.MoveNext();)
            {
                if (reader.ModSeq > since && Overlaps(uids, reader.Range))
                {
                    return reader.ModSeq;
                }
            }
        }

        return default;
    }

    public void Append(UidSet uids, ModSeq modSeq, IIndexReader index)
    {
        ReadOnlySpan<UidRange> ranges = uids.Ranges is [var only] ? [only] : uids.Ranges.ToArray();
        _tail ??= OpenTail(index);
        while (!ranges.IsEmpty)
        {
            var taken = _tail.Append(modSeq, ranges);
            ranges = ranges[taken..];
            if (taken == 0)
            {
                _tail = new VanishedPage();
                _tail.Clear();
                Pages++;
            }

            var number = (uint)Pages - 1;
            if (taken > 0 && (_changed.Count == 0 || _changed[^1].Number != number))
            {
                _changed.Add((number, _tail));
            }
        }
    }

    /// <summary>Puts the pages that changed since the last time.</summary>
    public void WriteBack(IIndexWriter index)
    {
        foreach (var (number, page) in _changed)
        {
            page.Put(index, mailbox, number);
        }

        _changed.Clear();
        _tail = null;
    }

    public void Destroy(IIndexWriter index)
    {
        for (var number = 0; number < Pages; number++)
        {
            index.Delete(VanishedPage.Key(mailbox, (uint)number));
        }

        _changed.Clear();
    }

    private static bool Overlaps(UidSet uids, UidRange range)
    {
        if (range.First == range.Last)
        {
            return uids.Contains(range.First);
        }

        return !uids.Intersect(UidSet.OfRanges(range)).IsEmpty;
    }

    // The first page that ends above the mod-sequence.
    private static int FirstPage(IIndexReader index, MailboxId mailbox, int pages, ModSeq since, VanishedPage page)
    {
        int low = 0, high = pages;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            Invariant.Holds(page.TryLoad(index, mailbox, (uint)middle));
            if (page.Last <= since)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private VanishedPage OpenTail(IIndexReader index)
    {
        var page = new VanishedPage();
        if (Pages == 0)
        {
            page.Clear();
            Pages = 1;
            return page;
        }

        Invariant.Holds(page.TryLoad(index, mailbox, (uint)Pages - 1));
        return page;
    }
}
