namespace MailStore.Log.Compaction;

/// <summary>What a collector did since its volume was opened.</summary>
internal sealed class CollectorTotals
{
    public long MovedBodies { get; set; }

    /// <summary>Written to cold segments.</summary>
    public long CopiedOctets { get; set; }

    public long FreedOctets { get; set; }

    public int RemovedSegments { get; set; }
}
