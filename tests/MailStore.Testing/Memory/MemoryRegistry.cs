using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Registry;

namespace MailStore.Testing.Memory;

/// <summary>The twin of the engine's records beside the mail.</summary>
internal sealed class MemoryRegistry(MemoryMailStore store) : IRegistry
{
    private readonly List<(RegistryKey Key, RegistryRecord Record)> _records = [];
    private ulong _version;

    public RegistryRecord? Find(RegistryKey key) => store.Look(() => _records.Find(one => one.Key == key).Record);

    public IEnumerable<RegistryEntry> List(byte shelf) =>
        store.Look(() => _records.Where(one => one.Key.Shelf == shelf).Select(one => new RegistryEntry(one.Key.Name, one.Record)).ToList());

    public long Count(byte shelf) => List(shelf).LongCount();

    public CommitTicket<RegistryResult> Change(IReadOnlyList<RegistryEdit> edits) => store.Change(() =>
    {
        var refusals = edits.Select(Check).ToList();
        var first = refusals.FindIndex(refusal => refusal != Refusal.None);
        if (edits.Count > RegistryLimits.EditsMax || first >= 0)
        {
            return edits.Count > RegistryLimits.EditsMax ? new RegistryResult(Refusal.Limit, 0) : new(refusals[first], first);
        }

        foreach (var edit in edits)
        {
            Make(edit);
        }

        return RegistryResult.Done;
    });

    /// <summary>Within a change of something else.</summary>
    internal Refusal TryMake(RegistryEdit edit)
    {
        var refusal = Check(edit);
        if (refusal == Refusal.None)
        {
            Make(edit);
        }

        return refusal;
    }

    private void Make(RegistryEdit edit)
    {
        var place = _records.FindIndex(one => one.Key == edit.Key);
        var record = edit.Octets is { } octets ? new RegistryRecord(++_version, octets.ToArray()) : null;
        if (place >= 0 && record != null)
        {
            _records[place] = (edit.Key, record);
        }
        else if (place >= 0)
        {
            _records.RemoveAt(place);
        }
        else if (record != null)
        {
            _records.Add((edit.Key, record));
        }
    }

    private Refusal Check(RegistryEdit edit) =>
        RegistryLimits.Check(edit) is var refusal and not Refusal.None ? refusal
        : edit.Expected is { } expected && (Find(edit.Key)?.Version ?? RegistryEdit.Absent) != expected ? Refusal.AlreadyExists : Refusal.None;
}
