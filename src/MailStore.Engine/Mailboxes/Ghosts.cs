using System.Collections.Immutable;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Changes;
using MailStore.Engine.Messages;

namespace MailStore.Engine.Mailboxes;

/// <summary>
/// Messages that are expunged but that some view still numbers. Batches of like size are put together, so there are few to look
/// through however long a view sleeps. Never changes; each version shares its batches with the one before.
/// </summary>
internal sealed class Ghosts
{
    private readonly ImmutableArray<GhostBatch> _batches;

    private Ghosts(ImmutableArray<GhostBatch> batches)
    {
        _batches = batches;
    }

    public static Ghosts None { get; } = new([]);

    public bool IsEmpty => _batches.IsEmpty;

    public int Count => _batches.Sum(batch => batch.Count);

    public bool TryFind(Uid uid, out MessageSlot slot)
    {
        for (var place = _batches.Length - 1; place >= 0; place--)
        {
            if (_batches[place].TryFind(uid, out slot))
            {
                return true;
            }
        }

        slot = default;
        return false;
    }

    /// <summary>None if it is not here, or came without one.</summary>
    public UniqueId UniqueIdOf(Uid uid)
    {
        foreach (var batch in _batches)
        {
            if (batch.UniqueIdOf(uid) is { IsNone: false } id)
            {
                return id;
            }
        }

        return default;
    }

    public Ghosts With(GhostBatch batch)
    {
        var older = _batches;
        while (!older.IsEmpty && older[^1].Count < 2 * batch.Count)
        {
            batch = older[^1].Merge(batch);
            older = older.RemoveAt(older.Length - 1);
        }

        return new(older.Add(batch));
    }

    /// <summary>With other flags for some of them.</summary>
    public Ghosts With(FlagsChange change) => new([.. _batches.Select(batch => batch.With(change))]);

    /// <summary>Messages whose flags changed after they went, and after a mod-sequence.</summary>
    public UidSet StoredSince(ModSeq modSeq)
    {
        if (IsEmpty)
        {
            return UidSet.Empty;
        }

        UidSet stored = UidSet.Empty;
        foreach (var batch in _batches)
        {
            var builder = new UidSetBuilder();
            batch.StoredSince(modSeq, builder);
            stored = stored.Union(builder.ToSet());
        }

        return stored;
    }

    /// <summary>Without those whose going every view has been told: up to this mod-sequence.</summary>
    public Ghosts After(ModSeq told, out ImmutableArray<GhostBatch> gone)
    {
        gone = _batches.RemoveAll(batch => batch.ModSeq > told);
        return gone.IsEmpty ? this : new(_batches.RemoveAll(batch => batch.ModSeq <= told));
    }
}
