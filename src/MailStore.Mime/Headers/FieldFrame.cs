using System.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Mime.Headers;

/// <summary>
/// A field's value as the generated parsers take it: CRLF at each fold and at the end, and padding behind. What has to be
/// copied for that goes into the caller's room, or into a rented one if it is long.
/// </summary>
public ref struct FieldFrame
{
    /// <summary>Room on the caller's stack that holds most values.</summary>
    public const int UsualRoom = 1024;

    private readonly byte[]? _rented;
    private readonly ReadOnlySpan<byte> _memory;
    private readonly int _length;

    public FieldFrame(ReadOnlySpan<byte> value, Span<byte> room)
    {
        // Each bare LF gets a CR.
        var needed = value.Length + value.Count((byte)'\n') + 2 + Frame.Padding;
        if (needed > room.Length)
        {
            _rented = ArrayPool<byte>.Shared.Rent(needed);
            room = _rented;
        }

        _length = Fill(value, room);
        room.Slice(_length, Frame.Padding).Clear();
        _memory = room[..(_length + Frame.Padding)];
    }

    public readonly Frame Frame => Frame.OfPadded(_memory, _length);

    /// <summary>The value without the CRLF at its end.</summary>
    public readonly ReadOnlySpan<byte> Text => _memory[..(_length - 2)];

    public readonly void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }

    private static int Fill(ReadOnlySpan<byte> value, Span<byte> room)
    {
        var used = 0;
        while (true)
        {
            var plain = value.IndexOfAny((byte)'\r', (byte)'\n');
            var text = plain < 0 ? value : value[..plain];
            text.CopyTo(room[used..]);
            used += text.Length;
            if (plain < 0)
            {
                "\r\n"u8.CopyTo(room[used..]);
                return used + 2;
            }

            var isFold = value[plain] == (byte)'\n' || value[plain..].StartsWith("\r\n"u8);
            value = value[(plain + (value[plain] == (byte)'\r' && isFold ? 2 : 1))..];

            // A lone CR separates as a blank would; so does a line end that folds nothing.
            if (isFold && value is [(byte)' ' or (byte)'\t', ..])
            {
                "\r\n"u8.CopyTo(room[used..]);
                used += 2;
            }
            else
            {
                room[used++] = (byte)' ';
            }
        }
    }
}
