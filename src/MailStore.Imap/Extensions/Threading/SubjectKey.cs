namespace MailStore.Imap.Extensions.Threading;

/// <summary>Subjects are the same if their keys are.</summary>
internal sealed class SubjectKey : IEqualityComparer<byte[]>
{
    public static SubjectKey Comparer { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }
}
