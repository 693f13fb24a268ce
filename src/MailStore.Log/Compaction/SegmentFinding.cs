namespace MailStore.Log.Compaction;

/// <summary>Something wrong in a segment.</summary>
/// <param name="File">Its name.</param>
/// <param name="From">Offset of the first octet that proves nothing.</param>
/// <param name="To">Where the frames go on.</param>
public sealed record SegmentFinding(string File, long From, long To, string What)
{
    public override string ToString() => To > From ? $"{File} from {From} to {To}: {What}" : $"{File} at {From}: {What}";
}
