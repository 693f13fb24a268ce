namespace MailStore.Load.Loads;

internal enum TransferKind
{
    Copy,
    Move,

    /// <summary>Marked as deleted, and expunged.</summary>
    Expunge,
}
