using System.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Mime.Fields;

/// <summary>
/// A field's value as the generated parsers take it, as <see cref="FieldFrame"/> makes it, for those who keep nothing: unfolded, with
/// CRLF and padding behind. It is copied into the caller's room, or into a rented one if it is long.
/// </summary>
public ref struct ValueFrame
{
    /// <summary>Room on the caller's stack that holds most values.</summary>
    public const int UsualRoom = 1024;

    private readonly byte[]? _rented;
    private readonly ReadOnlySpan<byte> _memory;
    private readonly int _length;

    public ValueFrame(ReadOnlySpan<byte> value, Span<byte> room)
    {
        var needed = value.Length + 2 + Frame.Padding;
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
        for (var end = value.IndexOfAny((byte)'\r', (byte)'\n'); end >= 0; end = value.IndexOfAny((byte)'\r', (byte)'\n'))
        {
            value[..end].CopyTo(room[used..]);
            used += end;
            value = value[(end + 1)..];
        }

        value.CopyTo(room[used..]);
        used += value.Length;
        "\r\n"u8.CopyTo(room[used..]);
        return used + 2;
    }
}
