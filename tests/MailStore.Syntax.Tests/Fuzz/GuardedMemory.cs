using System.Runtime.InteropServices;
using MailStore.Wire.Parsing;

namespace MailStore.Syntax.Tests.Fuzz;

/// <summary>
/// Memory between two pages that nobody may read. A frame lies right behind the first, or its padding right before the second: a parser
/// that reads one byte too far ends the process, in Release as in Debug.
/// </summary>
internal sealed unsafe class GuardedMemory : IDisposable
{
    private const int None = 0;
    private const int ReadWrite = 3;
    private const int Private = 2;

    private static readonly int Anonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;
    private static readonly int PageSize = Environment.SystemPageSize;

    private readonly byte* _map;
    private readonly nuint _size;

    public GuardedMemory(int bytesMax)
    {
        var pages = (bytesMax + Frame.Padding + PageSize - 1) / PageSize;
        _size = (nuint)((pages + 2) * PageSize);
        _map = (byte*)Map(null, _size, ReadWrite, Private | Anonymous, -1, 0);
        if (_map == (byte*)-1 || Protect(_map, (nuint)PageSize, None) != 0 || Protect(End, (nuint)PageSize, None) != 0)
        {
            throw new InvalidOperationException($"No guarded memory: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    private byte* Start => _map + PageSize;

    /// <summary>The first byte that nobody may read.</summary>
    public byte* End => _map + _size - PageSize;

    /// <summary>A frame whose padding ends where the unreadable page begins.</summary>
    public Frame BeforeEnd(ReadOnlySpan<byte> bytes) => At(End - bytes.Length - Frame.Padding, bytes);

    /// <summary>A frame that begins where an unreadable page ends.</summary>
    public Frame BehindStart(ReadOnlySpan<byte> bytes) => At(Start, bytes);

    public void Dispose()
    {
        if (Unmap(_map, _size) != 0)
        {
            throw new InvalidOperationException($"The guarded memory stays: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    private static Frame At(byte* place, ReadOnlySpan<byte> bytes)
    {
        var memory = new Span<byte>(place, bytes.Length + Frame.Padding);
        bytes.CopyTo(memory);

        // Only the first octet behind a frame is promised to be zero.
        memory[bytes.Length..].Fill((byte)'A');
        memory[bytes.Length] = 0;
        return Frame.OfPadded(memory, bytes.Length);
    }

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Protect(void* address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unmap(void* address, nuint length);
}
