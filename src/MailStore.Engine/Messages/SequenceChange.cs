using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Messages;

/// <summary>How one version of a sequence differs from another. What both share is not looked at.</summary>
internal static class SequenceChange
{
    private const int ChunkOfPageBits = SequencePage.UidBits - SlotChunk.UidBits;

    /// <summary>UIDs that the older version has and the newer one has not.</summary>
    public static UidSet Vanished(UidSequence older, UidSequence newer)
    {
        if (ReferenceEquals(older, newer))
        {
            return UidSet.Empty;
        }

        var builder = new UidSetBuilder();
        for (var number = 0; number < older.Branches.Length; number++)
        {
            var (was, now) = (older.Branches[number], number < newer.Branches.Length ? newer.Branches[number] : null);
            if (was is null || ReferenceEquals(was, now))
            {
                continue;
            }

            for (var inside = 0; inside < was.Room; inside++)
            {
                if (was.Box(inside) is { } box && !ReferenceEquals(box, now?.Box(inside)))
                {
                    var page = ((uint)number << BranchRecord.PageBits) | (uint)inside;
                    Vanished(box.Open(older.Source, page), now?.Box(inside)?.Open(newer.Source, page), page, builder);
                }
            }
        }

        return builder.ToSet();
    }

    /// <summary>
    /// The older version with what the newer one has from a UID on, above all that the older one has. Pages that neither has to
    /// change are shared.
    /// </summary>
    public static UidSequence Extend(UidSequence older, UidSequence newer, Uid from)
    {
        var branches = new SequenceBranch?[Math.Max(older.Branches.Length, newer.Branches.Length)];
        older.Branches.CopyTo(branches);
        var firstPage = from.Value >> SequencePage.UidBits;
        for (var number = (int)(firstPage >> BranchRecord.PageBits); number < newer.Branches.Length; number++)
        {
            if (newer.Branches[number] is not { } now)
            {
                continue;
            }

            var merged = branches[number]?.Copy(edition: 0) ?? SequenceBranch.Empty(edition: 0);
            for (var inside = 0; inside < now.Room; inside++)
            {
                var page = ((uint)number << BranchRecord.PageBits) | (uint)inside;
                if (page >= firstPage && now.Box(inside) is { } box)
                {
                    var (into, count) = Merge(merged.Box(inside), box, merged.CountOf(inside), now.CountOf(inside), page, from, newer.Source);
                    merged.Set(inside, into, count);
                }
            }

            merged.Recount();
            branches[number] = merged;
        }

        return new UidSequence(older.Source, branches);
    }

    private static void Vanished(SequencePage was, SequencePage? now, uint page, UidSetBuilder builder)
    {
        for (var word = 0; word < SequencePage.Words; word++)
        {
            UidSequence.Collect((page << ChunkOfPageBits) | (uint)word, was[word] & ~(now?[word] ?? 0), builder);
        }
    }

    private static (PageBox? Box, int Count) Merge(
        PageBox? older, PageBox newer, int olderCount, int newerCount, uint page, Uid from, PageSource source)
    {
        if (older is null && page << SequencePage.UidBits >= from.Value)
        {
            return (newer, newerCount);
        }

        if (ReferenceEquals(older, newer))
        {
            return (older, olderCount);
        }

        var words = new ulong[SequencePage.Words];
        var (was, now) = (older?.Open(source, page), newer.Open(source, page));
        var arrived = new UidRange(from, Uid.Last);
        for (var word = 0; word < words.Length; word++)
        {
            var chunk = (page << ChunkOfPageBits) | (uint)word;
            var isBelow = chunk < SlotChunk.NumberOf(from);
            words[word] = (was?[word] ?? 0) | (isBelow ? 0 : now[word] & UidSequence.Mask(chunk, arrived));
        }

        var merged = SequencePage.Of(words);
        return (merged.Count > 0 ? new PageBox(merged) : null, merged.Count);
    }
}
