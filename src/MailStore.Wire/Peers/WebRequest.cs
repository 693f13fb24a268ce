namespace MailStore.Wire.Peers;

/// <summary>
/// A browser at the wrong door. Somebody's page can make it send a form here, and the lines of the form may be commands of ours:
/// whoever begins with a request of the web is not listened to any further.
/// </summary>
public static class WebRequest
{
    /// <summary>RFC 9112 §3: a line that ends like <c>POST / HTTP/1.1</c>. No command of mail does.</summary>
    public static bool Is(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd("\r\n"u8);
        return line.Length > 9 && line[^9..^1].SequenceEqual(" HTTP/1."u8);
    }
}
