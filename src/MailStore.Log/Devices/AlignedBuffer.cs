using System.Runtime.InteropServices;

namespace MailStore.Log.Devices;

/// <summary>Memory that a durable write may be made from.</summary>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    private const int Alignment = 4096;
    private readonly int _length;
    private byte* _memory;

    public AlignedBuffer(int length)
    {
        _length = length;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)length, Alignment);
        Span.Clear();
    }

    public Span<byte> Span => new(_memory, _length);

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
