using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MailStore.Load.Clients;

/// <summary>
/// Linux' epoll over many sockets, on one thread. The sockets of .NET take some twenty microseconds for each read that had to
/// wait; a client that shares its processors with the server it measures would then mostly measure itself.
/// </summary>
internal sealed class EventPoll : IDisposable
{
    private const int Add = 1;
    private const uint Readable = 1;
    private const int AtOnce = 0x40;
    private const int EventsMax = 256;

    // The kernel packs its event on x86 only.
    private static readonly int s_stride = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 12 : 16;
    private readonly byte[] _events = new byte[EventsMax * s_stride];
    private readonly int _descriptor = Check(epoll_create1(0));

    public void Watch(int socket, int number)
    {
        var wanted = new byte[s_stride];
        BinaryPrimitives.WriteUInt32LittleEndian(wanted, Readable);
        BinaryPrimitives.WriteInt32LittleEndian(wanted.AsSpan(s_stride - sizeof(long)), number);
        Check(epoll_ctl(_descriptor, Add, socket, wanted));
    }

    /// <summary>Waits until a socket can be read.</summary>
    /// <returns>How many can.</returns>
    public int Wait(int milliseconds) => Check(epoll_wait(_descriptor, _events, EventsMax, milliseconds));

    /// <summary>The number that a socket was given.</summary>
    public int this[int ready] => BinaryPrimitives.ReadInt32LittleEndian(_events.AsSpan((ready * s_stride) + s_stride - sizeof(long)));

    public static int Read(int socket, byte[] into) => Check((int)recv(socket, into, (nuint)into.Length, AtOnce));

    public static void Write(int socket, byte[] octets) => Check((int)send(socket, octets, (nuint)octets.Length, 0));

    public void Dispose() => _ = close(_descriptor);

    private static int Check(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_create1(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_ctl(int descriptor, int operation, int socket, byte[] wanted);

    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_wait(int descriptor, [Out] byte[] events, int count, int milliseconds);

    [DllImport("libc", SetLastError = true)]
    private static extern nint recv(int socket, [Out] byte[] into, nuint length, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern nint send(int socket, byte[] octets, nuint length, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);
}
