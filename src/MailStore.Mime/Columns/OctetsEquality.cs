namespace MailStore.Mime.Columns;

/// <summary>Keys are the same if their octets are.</summary>
internal sealed class OctetsEquality : IEqualityComparer<byte[]>
{
    public static OctetsEquality Comparer { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }
}
