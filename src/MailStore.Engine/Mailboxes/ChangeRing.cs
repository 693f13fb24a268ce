using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Mailboxes;

/// <summary>
/// Which messages got other flags, by version, for the last versions: what views that keep up are told without reading a record. There is
/// memory for it only while somebody looks. Guarded by the mailbox' gate.
/// </summary>
internal sealed class ChangeRing
{
    public const int Versions = 128;
    private UidSet[]? _changes;

    // Changes of versions above _first, up to _last, are here.
    private long _first;
    private long _last;

    /// <summary>Nobody was there to be told of versions up to this one.</summary>
    public void Forget(long version)
    {
        _changes = null;
        _first = _last = version;
    }

    public void Add(long version, UidSet changed)
    {
        _last = version;
        _first = Math.Max(_first, version - Versions);
        (_changes ??= new UidSet[Versions])[version % Versions] = changed;
    }

    /// <summary>What changed after one version, up to another. Null if that is no longer known.</summary>
    public UidSet? Fold(long after, long upTo)
    {
        if (after < _first)
        {
            return null;
        }

        if (upTo - after <= 1)
        {
            return upTo == after ? UidSet.Empty : _changes![upTo % Versions];
        }

        var into = new UidSetBuilder();
        for (var version = after + 1; version <= upTo; version++)
        {
            foreach (var range in _changes![version % Versions].Ranges)
            {
                into.Add(range);
            }
        }

        return into.ToSet();
    }
}
