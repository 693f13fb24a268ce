using System.Runtime.InteropServices;
using System.Text;

namespace MailStore.Log.Devices;

/// <summary>The calls to Linux that .NET has no way to: direct and synced opens, links, syncing a directory, locking.</summary>
internal static unsafe class LibC
{
    public const int NotFound = 2;
    public const int Interrupted = 4;
    public const int Busy = 11;
    public const int NoAccess = 13;
    public const int AlreadyThere = 17;
    public const int OtherDevice = 18;
    public const int IsFolder = 21;
    public const int Invalid = 22;
    public const int Full = 28;
    public const int ReadOnlyDisk = 30;
    public const int TooManyLinks = 31;
    public const int NotPermitted = 1;
    public const int NotSupported = 95;
    public const int OverQuota = 122;

    public const int ForReading = 0;
    public const int ForBoth = 2;
    public const int Creating = 0x40;
    public const int Exclusively = 0x80;
    public const int Synced = 0x1000;
    public const int NotInherited = 0x80000;
    public const int LockExclusive = 2;
    public const int LockAtOnce = 4;
    public const int RandomAccess = 1;

    // The two swap places on ARM.
    public static int Direct => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x10000 : 0x4000;

    public static int Folder => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;

    /// <summary>A file in a directory, without a name there.</summary>
    public static int Nameless => 0x40_0000 | Folder;

    /// <returns>A descriptor, or the negated error number.</returns>
    public static int Open(string path, int flags)
    {
        const int ownerOnly = 0x1A0; // 0640
        fixed (byte* name = Terminated(path))
        {
            int descriptor;
            do
            {
                descriptor = open(name, flags | NotInherited, ownerOnly);
            }
            while (descriptor < 0 && Marshal.GetLastPInvokeError() == Interrupted);
            return descriptor < 0 ? -Marshal.GetLastPInvokeError() : descriptor;
        }
    }

    public static void Close(int descriptor) => _ = close(descriptor);

    /// <returns>Octets written, or the negated error number.</returns>
    public static nint Write(int descriptor, byte* octets, nint count, long offset) => Result(pwrite(descriptor, octets, (nuint)count, offset));

    /// <returns>Octets read, or the negated error number.</returns>
    public static nint Read(int descriptor, byte* into, nint count, long offset) => Result(pread(descriptor, into, (nuint)count, offset));

    public static int SyncFile(int descriptor) => (int)Result(fsync(descriptor));

    public static int SyncOctets(int descriptor) => (int)Result(fdatasync(descriptor));

    public static int SetLength(int descriptor, long length) => (int)Result(ftruncate(descriptor, length));

    public static long Length(int descriptor) => (long)Result((nint)lseek(descriptor, 0, 2));

    public static int Lock(int descriptor) => (int)Result(flock(descriptor, LockExclusive | LockAtOnce));

    public static void ReadsAtRandom(int descriptor) => _ = posix_fadvise(descriptor, 0, 0, RandomAccess);

    public static int Delete(string path)
    {
        fixed (byte* name = Terminated(path))
        {
            return (int)Result(unlink(name));
        }
    }

    public static int Link(string path, string newPath)
    {
        fixed (byte* name = Terminated(path))
        fixed (byte* newName = Terminated(newPath))
        {
            return (int)Result(link(name, newName));
        }
    }

    private static byte[] Terminated(string path)
    {
        var octets = new byte[Encoding.UTF8.GetByteCount(path) + 1];
        Encoding.UTF8.GetBytes(path, octets);
        return octets;
    }

    private static nint Result(nint result) => result < 0 ? -Marshal.GetLastPInvokeError() : result;

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte* path, int flags, int mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern nint pwrite(int descriptor, byte* octets, nuint count, long offset);

    [DllImport("libc", SetLastError = true)]
    private static extern nint pread(int descriptor, byte* into, nuint count, long offset);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int fdatasync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int ftruncate(int descriptor, long length);

    [DllImport("libc", SetLastError = true)]
    private static extern long lseek(int descriptor, long offset, int from);

    [DllImport("libc", SetLastError = true)]
    private static extern int flock(int descriptor, int how);

    [DllImport("libc")]
    private static extern int posix_fadvise(int descriptor, long offset, long length, int advice);

    [DllImport("libc", SetLastError = true)]
    private static extern int unlink(byte* path);

    [DllImport("libc", SetLastError = true)]
    private static extern int link(byte* path, byte* newPath);
}
