using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Registry;
using MailStore.Engine.Registry;
using MailStore.Log.Index;

namespace MailStore.Engine.Accounts;

/// <summary>The records beside the mail. All of a store are in its first volume, so that a change of many is one step; what is noted of an account is in the account's own.</summary>
/// <param name="host">Null if another node serves that volume.</param>
internal sealed class EngineRegistry(IAccountHost? host) : IRegistry
{
    private const string Elsewhere = "The records of the store are served by another node.";

    public RegistryRecord? Find(RegistryKey key) =>
        RegistryLimits.Check(new(key, Octets: null)) == Refusal.None ? RegistryRecords.Find(key, Open().Index, new IndexBuffer()) : null;

    public long Count(byte shelf) => RegistryRecords.Count(shelf, Open().Index, new IndexBuffer());

    public IEnumerable<RegistryEntry> List(byte shelf)
    {
        var index = Open().Index;
        var buffer = new IndexBuffer();
        var pages = RegistryRecords.Pages(shelf, index, buffer);
        for (var page = 0UL; page < pages; page++)
        {
            foreach (var name in RegistryRecords.Page(shelf, page, index, buffer))
            {
                if (RegistryRecords.Find(new(shelf, name), index, buffer) is { } record)
                {
                    yield return new(name, record);
                }
            }
        }
    }

    public CommitTicket<RegistryResult> Change(IReadOnlyList<RegistryEdit> edits) => host is null
        ? Ticket.At(new RegistryResult(Refusal.Elsewhere, 0))
        : host.Submit(new ChangeRegistry(host, edits), new RegistryResult(Refusal.Busy, 0));

    // What a closed volume still has in memory is not asked: it may be told otherwise by the recovery.
    private IAccountHost Open() =>
        host is null ? throw new StoreUnavailableException(Elsewhere)
        : host.Fault is { } fault ? throw new StoreUnavailableException($"The volume that holds the records of the store has closed: {fault.Message}", fault)
        : host;
}
