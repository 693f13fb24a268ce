using System.Runtime.InteropServices;

namespace MailStore.Simulation.Disks;

/// <summary>Memory that begins at a multiple of a block, as durable writes demand it.</summary>
internal sealed unsafe class AlignedOctets : IDisposable
{
    private readonly int _length;
    private byte* _memory;

    public AlignedOctets(int length, int alignment)
    {
        _length = length;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)length, (nuint)alignment);
        Span.Clear();
    }

    public Span<byte> Span => new(_memory, _length);

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
