namespace MailStore.Log.Devices;

/// <summary>Keeps a second process, and a second volume of this one, off a directory. The kernel lets go of it when the process ends, however it ends.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private readonly FileStream? _stream;
    private int _descriptor = -1;

    private DirectoryLock(int descriptor)
    {
        _descriptor = descriptor;
    }

    private DirectoryLock(FileStream stream)
    {
        _stream = stream;
    }

    public static DirectoryLock Take(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return TakePortably(path);
        }

        var descriptor = LibC.Open(path, LibC.ForBoth | LibC.Creating);
        if (descriptor < 0)
        {
            throw Faults.FromErrno("lock", path, -descriptor);
        }

        var result = LibC.Lock(descriptor);
        if (result < 0)
        {
            LibC.Close(descriptor);
            throw -result == LibC.Busy ? InUse(path, null) : Faults.FromErrno("lock", path, -result);
        }

        return new DirectoryLock(descriptor);
    }

    public void Dispose()
    {
        _stream?.Dispose();
        var descriptor = Interlocked.Exchange(ref _descriptor, -1);
        if (descriptor >= 0)
        {
            LibC.Close(descriptor);
        }
    }

    private static DirectoryLock TakePortably(string path)
    {
        try
        {
            return new DirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InUse(path, fault);
        }
    }

    private static StorageFaultException InUse(string path, Exception? fault)
    {
        var text = $"{Path.GetDirectoryName(path)} is in use by another process, or a second time by this one. Stop that one first; {path} goes free by itself when it ends.";
        return fault is null ? new StorageFaultException(text) : new StorageFaultException(text, fault);
    }
}
