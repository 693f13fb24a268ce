using MailStore.Abstractions.Changes;

namespace MailStore.Abstractions.Registry;

/// <summary>
/// Small records that a store keeps beside its mail: who may log in, which addresses there are, who is locked out. They are as durable as
/// mail, come by the same journal, and mean nothing to the store itself. Any thread may read, as of the last commit.
/// </summary>
public interface IRegistry
{
    /// <summary>Null if there is none.</summary>
    RegistryRecord? Find(RegistryKey key);

    /// <summary>All records of a shelf, in the order in which they came; those that come or go meanwhile may be told of or not.</summary>
    IEnumerable<RegistryEntry> List(byte shelf);

    /// <summary>How many records a shelf has.</summary>
    long Count(byte shelf);

    /// <summary>
    /// All of it or nothing, in one step. <see cref="Refusal.AlreadyExists"/> if a record is not of the version that was expected,
    /// <see cref="Refusal.BadName"/>, <see cref="Refusal.TooLarge"/> and <see cref="Refusal.Limit"/> for what <see cref="RegistryLimits"/> says.
    /// </summary>
    CommitTicket<RegistryResult> Change(IReadOnlyList<RegistryEdit> edits);
}
