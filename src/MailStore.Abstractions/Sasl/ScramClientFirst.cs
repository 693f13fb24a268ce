namespace MailStore.Abstractions.Sasl;

/// <summary>RFC 5802 §7, client-first-message: <c>n,,n=user,r=nonce</c>.</summary>
/// <param name="Bare">Without the header: the first part of what is signed.</param>
internal readonly record struct ScramClientFirst(Gs2Header Header, byte[] HeaderOctets, byte[] Bare, byte[] Name, byte[] Nonce)
{
    private const int NonceBytesMax = 512;

    public static bool TryRead(ReadOnlySpan<byte> message, out ScramClientFirst first)
    {
        first = default;
        if (!Gs2Header.TryRead(message, out var header))
        {
            return false;
        }

        // "m=", a mandatory extension, would stand in front of the name: there is none that we know (§5.1).
        var bare = message[header.Length..];
        var comma = bare.IndexOf((byte)',');
        if (comma < 0 || !bare.StartsWith("n="u8) || !Gs2Header.TryReadName(bare[2..comma], out var name))
        {
            return false;
        }

        var nonce = Attribute(bare[(comma + 1)..]);
        if (!nonce.StartsWith("r="u8) || nonce.Length is < 3 or > NonceBytesMax || nonce.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            return false;
        }

        first = new(header, message[..header.Length].ToArray(), bare.ToArray(), name, nonce[2..].ToArray());
        return true;
    }

    /// <summary>Up to the next comma.</summary>
    public static ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> text) => text.IndexOf((byte)',') is >= 0 and var end ? text[..end] : text;
}
