using System.Buffers;
using System.Buffers.Text;

namespace MailStore.Abstractions.Sasl;

/// <summary>
/// How responses stand on a line: base64 of RFC 4648 §4, with all its padding, nothing else in between, and no bits behind the end.
/// Two spellings of one message are one too many where a proxy in front of us may have looked at it.
/// </summary>
public static class SaslBase64
{
    /// <summary>Octets of a decoded response. RFC 4954 §4.1 wants lines of 12,288 octets for the largest tokens.</summary>
    public const int ResponseBytesMax = 9 * 1024;

    /// <summary>An initial response of its own: "=" stands for one that is empty (RFC 4954 §4, RFC 4959 §3, RFC 5034 §4).</summary>
    public static bool TryDecodeInitial(ReadOnlySpan<byte> text, out byte[] octets)
    {
        octets = [];
        return text.SequenceEqual("="u8) || (!text.IsEmpty && TryDecode(text, out octets));
    }

    /// <summary>An empty line is an empty response.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, out byte[] octets)
    {
        octets = [];
        if (text.Length % 4 != 0 || text.Length / 4 * 3 > ResponseBytesMax)
        {
            return false;
        }

        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, decoded, out var used, out var written) != OperationStatus.Done || used != text.Length)
        {
            return false;
        }

        // The decoder skips blanks and ignores bits behind the end; the encoder never writes such.
        var again = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(written));
        Base64.EncodeToUtf8(decoded.AsSpan(0, written), again, out _, out var length);
        var isSame = text.SequenceEqual(again.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(again, clearArray: true);
        octets = isSame ? decoded[..written] : [];
        return isSame;
    }
}
