using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.Drive;

/// <summary>Memory that a frame can be made of, kept from parse to parse.</summary>
internal sealed class PaddedFrame
{
    private byte[] _memory = new byte[1024];

    /// <summary>The frame is good until the next one is made.</summary>
    public Frame Of(ReadOnlySpan<byte> bytes)
    {
        if (_memory.Length < bytes.Length + Frame.Padding)
        {
            _memory = new byte[2 * (bytes.Length + Frame.Padding)];
        }

        bytes.CopyTo(_memory);

        // Only the first octet of the padding is promised to be zero; the rest is what a line before may have left.
        _memory.AsSpan(bytes.Length, Frame.Padding).Fill((byte)'0');
        _memory[bytes.Length] = 0;
        return Frame.OfPadded(_memory, bytes.Length);
    }
}
