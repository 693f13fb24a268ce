using System.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Mime.Fields;

/// <summary>
/// Memory that a header value is parsed in, kept from value to value: unfolded (RFC 5322 §2.2.3), CRLF and a frame's padding
/// behind it. Line ends of any kind are dropped, so bare ones cannot make a value unreadable.
/// </summary>
public sealed class FieldFrame
{
    private static readonly SearchValues<byte> Odd = SearchValues.Create(0, (byte)'\r', (byte)'\n');

    private byte[] _memory = new byte[1024];
    private int _length;

    /// <summary>The unfolded value, without its CRLF.</summary>
    public ReadOnlySpan<byte> Value => _memory.AsSpan(0, _length);

    /// <summary>The frame is good until the next one is made.</summary>
    public Frame Of(ReadOnlySpan<byte> value)
    {
        // NUL becomes U+FFFD, three octets.
        var longest = 3L * value.Length + 2 + Frame.Padding;
        if (_memory.Length < value.Length + 2 + Frame.Padding)
        {
            _memory = new byte[2 * (value.Length + 2 + Frame.Padding)];
        }

        _length = 0;
        while (!value.IsEmpty)
        {
            var odd = value.IndexOfAny(Odd);
            var plain = odd < 0 ? value : value[..odd];
            plain.CopyTo(_memory.AsSpan(_length));
            _length += plain.Length;
            if (odd < 0)
            {
                break;
            }

            if (value[odd] == 0)
            {
                if (_memory.Length < longest)
                {
                    Array.Resize(ref _memory, (int)longest);
                }

                "\uFFFD"u8.CopyTo(_memory.AsSpan(_length));
                _length += 3;
            }

            value = value[(odd + 1)..];
        }

        "\r\n"u8.CopyTo(_memory.AsSpan(_length));
        _memory.AsSpan(_length + 2, Frame.Padding).Clear();
        return Frame.OfPadded(_memory, _length + 2);
    }
}
