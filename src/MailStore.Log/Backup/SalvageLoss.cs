namespace MailStore.Log.Backup;

/// <summary>Something that is not in the salvaged volume.</summary>
/// <param name="File">Of the source.</param>
/// <param name="From">Offset of the first octet of it.</param>
public sealed record SalvageLoss(string File, long From, long To, string What)
{
    public override string ToString() => To > From ? $"{File} from {From} to {To}: {What}" : $"{File} at {From}: {What}";
}
