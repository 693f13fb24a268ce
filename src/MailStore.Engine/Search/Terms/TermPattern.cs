namespace MailStore.Engine.Search.Terms;

/// <summary>Octets that are looked for in terms as they lie one after the other.</summary>
internal static class TermPattern
{
    /// <summary>Parts terms on disk. No octet of UTF-8 is that.</summary>
    public const byte Edge = 0xFF;

    public static byte[] Of(ReadOnlySpan<byte> octets, bool isStart, bool isEnd)
    {
        ReadOnlySpan<byte> edge = [Edge];
        return [.. isStart ? edge : [], .. octets, .. isEnd ? edge : []];
    }

    /// <summary>Without the ends of terms.</summary>
    public static ReadOnlySpan<byte> Inside(ReadOnlySpan<byte> pattern) => pattern.Trim(Edge);
}
