using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MailStore.Wire.Parsing;

/// <summary>
/// One command line, complete with its CRLF and with any literals inside, followed by <see cref="Padding"/> readable
/// bytes of which the first is zero. That makes the unchecked loads of generated code safe: a loop stops at the CR, a
/// fixed load reads at most the padding.
/// </summary>
public readonly ref struct Frame
{
    /// <summary>Readable bytes behind the frame.</summary>
    public const int Padding = 64;

    private readonly ref byte _start;

    private Frame(ref byte start, int length)
    {
        _start = ref start;
        Length = length;
    }

    public int Length { get; }

    public ReadOnlySpan<byte> Bytes => MemoryMarshal.CreateReadOnlySpan(ref _start, Length);

    /// <summary>First byte, for generated code.</summary>
    public ref byte Start => ref _start;

    /// <summary>Takes memory whose first <paramref name="length"/> bytes are the frame.</summary>
    /// <exception cref="ArgumentException">The memory lacks the padding, or the byte behind the frame is not zero.</exception>
    public static Frame OfPadded(ReadOnlySpan<byte> memory, int length)
    {
        if ((uint)length > (uint)memory.Length || memory.Length - length < Padding)
        {
            throw new ArgumentException("A frame needs 64 readable bytes behind it.", nameof(memory));
        }

        ref var start = ref MemoryMarshal.GetReference(memory);
        if (Unsafe.Add(ref start, length) != 0)
        {
            throw new ArgumentException("The byte behind a frame must be zero.", nameof(memory));
        }

        return new(ref start, length);
    }
}
