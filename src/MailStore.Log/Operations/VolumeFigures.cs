namespace MailStore.Log.Operations;

/// <summary>How large a volume is, and how well it is kept.</summary>
/// <param name="FileBytes">All its files.</param>
/// <param name="SegmentBytes">Segments, of the journal and cold.</param>
/// <param name="LiveBytes">Bodies that somebody refers to.</param>
/// <param name="OldestProof">When the sealed segment was read whole that was not for longest; null if there is none.</param>
public sealed record VolumeFigures(
    string Place,
    int JournalSegments,
    int ColdSegments,
    long FileBytes,
    long SegmentBytes,
    long LiveBytes,
    int Exports,
    DateTimeOffset? OldestProof);
