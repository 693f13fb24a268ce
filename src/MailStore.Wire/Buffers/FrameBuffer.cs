using System.Buffers;
using MailStore.Wire.Parsing;

namespace MailStore.Wire.Buffers;

/// <summary>
/// Holds one frame of one connection in a pooled array, with the padding that <see cref="Frame"/> demands. Grows up to a
/// limit that is checked before memory is taken. Not for two threads.
/// </summary>
/// <param name="bytesMax">The longest frame it will hold.</param>
public sealed class FrameBuffer(int bytesMax) : IDisposable
{
    /// <summary>A larger array goes back to the pool at <see cref="Clear"/>: an idle session must not sit on its longest command.</summary>
    public const int KeptBytes = 4096;

    private const int FirstBytes = 512 - Frame.Padding;

    // Zeros, never written: what an empty buffer points to, so that an idle connection rents nothing.
    private static readonly byte[] s_empty = new byte[Frame.Padding];

    private byte[] _bytes = s_empty;
    private int _bytesMax = CheckedLimit(bytesMax);
    private bool _isDisposed;

    public int Length { get; private set; }

    /// <summary>The limit. May change between frames, as when a login allows longer lines.</summary>
    public int BytesMax
    {
        get => _bytesMax;
        set => _bytesMax = CheckedLimit(value);
    }

    /// <summary>What was appended so far, a whole frame or not.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>The frame. Good until the next append, clear or dispose.</summary>
    /// <exception cref="InvalidOperationException">The bytes do not end in CRLF, at which the loops of generated parsers stop.</exception>
    public Frame Frame
    {
        get
        {
            if (Length < 2 || _bytes[Length - 1] != (byte)'\n' || _bytes[Length - 2] != (byte)'\r')
            {
                throw new InvalidOperationException("A frame ends in CRLF.");
            }

            return Frame.OfPadded(_bytes, Length);
        }
    }

    internal int Capacity => _bytes.Length;

    /// <summary>A frame from a line that somebody holds. A missing CRLF is added.</summary>
    public static FrameBuffer OfLine(ReadOnlySpan<byte> line)
    {
        var buffer = new FrameBuffer(checked(line.Length + 2));
        buffer.TryAppend(line);
        if (!line.EndsWith("\r\n"u8))
        {
            buffer.TryAppend("\r\n"u8);
        }

        return buffer;
    }

    /// <summary>False, with nothing taken or written, if the limit is reached.</summary>
    public bool TryAppend(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (bytes.Length > _bytesMax - Length)
        {
            return false;
        }

        var length = Length + bytes.Length;
        if (length > _bytes.Length - Frame.Padding)
        {
            Grow(length);
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        _bytes.AsSpan(length, Frame.Padding).Clear();
        Length = length;
        return true;
    }

    public void Clear()
    {
        if (_bytes.Length > KeptBytes)
        {
            GiveBack();
        }
        else if (Length > 0)
        {
            _bytes.AsSpan(0, Frame.Padding).Clear();
        }

        Length = 0;
    }

    public void Dispose()
    {
        GiveBack();
        Length = 0;
        _isDisposed = true;
    }

    private static int CheckedLimit(int bytesMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytesMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytesMax, Array.MaxLength - Frame.Padding);
        return bytesMax;
    }

    private void Grow(int length)
    {
        // Doubling keeps a line that drips in linear; the limit keeps doubling from taking more than a frame may need.
        var wanted = Math.Max(FirstBytes, Math.Max(length, (int)Math.Min(2L * Length, _bytesMax)));
        var grown = ArrayPool<byte>.Shared.Rent(wanted + Frame.Padding);
        Bytes.CopyTo(grown);
        GiveBack();
        _bytes = grown;
    }

    // Cleared, because a frame may hold a password and the pool belongs to everybody.
    private void GiveBack()
    {
        if (_bytes.Length > Frame.Padding)
        {
            ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        }

        _bytes = s_empty;
    }
}
