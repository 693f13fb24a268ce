namespace MailStore.Log.Recovery;

/// <summary>What one slot of a manifest holds.</summary>
internal enum SlotStatus
{
    Empty,
    Whole,
    Damaged,
    Foreign,
    OtherFormat,
}
