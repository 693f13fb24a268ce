using System.Buffers;
using MailStore.Mime.Decoding;
using MailStore.Mime.Fields;

namespace MailStore.Mime.Text;

/// <summary>
/// The name that a part has as a file: "filename" of its Content-Disposition (RFC 2183 §2.3), else "name" of its Content-Type; a
/// long or foreign one in the pieces of RFC 2231, or in encoded words, which RFC 2047 §5 forbids and most programs write. It is a
/// stranger's text: never to be used as a path. Its memory is kept from part to part.
/// </summary>
public sealed class AttachmentName(MimeLimits? limits = null)
{
    private const int KeptMax = 16 * 1024;

    private readonly ContentTypeReader _field = new(limits ?? MimeLimits.Default);
    private readonly HeaderTextDecoder _decoder = new();
    private byte[] _octets = new byte[256];

    /// <param name="partHeader">The header of the part.</param>
    /// <param name="output">Gets the name.</param>
    /// <returns>False if the part has no name.</returns>
    public bool Read(ReadOnlySpan<byte> partHeader, IBufferWriter<char> output)
    {
        for (var fields = new FieldWalk(partHeader); fields.MoveTo("Content-Disposition"u8);)
        {
            _field.ReadDisposition(fields.Value);
            if (TryTake("filename"u8, "filename*"u8, output))
            {
                return true;
            }
        }

        for (var fields = new FieldWalk(partHeader); fields.MoveTo("Content-Type"u8);)
        {
            _field.ReadType(fields.Value);
            if (TryTake("name"u8, "name*"u8, output))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryTake(ReadOnlySpan<byte> plainName, ReadOnlySpan<byte> extendedName, IBufferWriter<char> output)
    {
        var parameters = _field.Parameters;
        var extended = parameters.Find(extendedName);
        if (extended >= 0)
        {
            TakeExtended(parameters.ValueOf(extended), output);
            return true;
        }

        var plain = parameters.Find(plainName);
        if (plain < 0 || parameters.ValueOf(plain).IsEmpty)
        {
            return false;
        }

        _decoder.Decode(parameters.ValueOf(plain), output);
        return true;
    }

    /// <summary>RFC 2231 §4: charset'language'text, the text percent-encoded. Without the quotes all of it is text.</summary>
    private void TakeExtended(ReadOnlySpan<byte> value, IBufferWriter<char> output)
    {
        var codePage = Charsets.Guess;
        var charsetEnd = value.IndexOf((byte)'\'');
        var languageEnd = charsetEnd < 0 ? -1 : value[(charsetEnd + 1)..].IndexOf((byte)'\'');
        if (languageEnd >= 0)
        {
            Charsets.TryFind(value[..charsetEnd], out codePage);
            value = value[(charsetEnd + languageEnd + 2)..];
        }

        if (_octets.Length < value.Length || _octets.Length > KeptMax)
        {
            _octets = new byte[Math.Max(256, value.Length)];
        }

        var used = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var octet = value[i];
            if (octet == (byte)'%' && i + 2 < value.Length && HexDigits.TryRead(value[i + 1], value[i + 2], out var read))
            {
                octet = read;
                i += 2;
            }

            _octets[used++] = octet;
        }

        _decoder.Decode(_octets.AsSpan(0, used), codePage, output);
    }
}
