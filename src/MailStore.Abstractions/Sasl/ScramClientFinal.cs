namespace MailStore.Abstractions.Sasl;

/// <summary>RFC 5802 §7, client-final-message: <c>c=biws,r=nonce,p=proof</c>.</summary>
/// <param name="WithoutProof">The last part of what is signed.</param>
internal readonly record struct ScramClientFinal(byte[] WithoutProof, byte[] Binding, byte[] Nonce, byte[] Proof)
{
    public static bool TryRead(ReadOnlySpan<byte> message, out ScramClientFinal final)
    {
        final = default;
        var last = message.LastIndexOf(",p="u8);
        if (last < 0 || !SaslBase64.TryDecode(message[(last + 3)..], out var proof))
        {
            return false;
        }

        var rest = message[..last];
        var binding = ScramClientFirst.Attribute(rest);
        if (!binding.StartsWith("c="u8) || !SaslBase64.TryDecode(binding[2..], out var bound) || rest.Length == binding.Length)
        {
            return false;
        }

        // Extensions may stand between the nonce and the proof: they are signed, and that is all (§5.1).
        var nonce = ScramClientFirst.Attribute(rest[(binding.Length + 1)..]);
        if (!nonce.StartsWith("r="u8))
        {
            return false;
        }

        final = new(rest.ToArray(), bound, nonce[2..].ToArray(), proof);
        return true;
    }
}
