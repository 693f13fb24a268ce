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

    /// <param name="lockName">A file to lock where a directory cannot be locked itself.</param>
    public static DirectoryLock Take(string folder, string lockName)
    {
        if (!OperatingSystem.IsLinux())
        {
            return TakePortably(folder, lockName);
        }

        // The directory itself: to look at a stranger's directory leaves nothing in it.
        var descriptor = LibC.Open(folder, LibC.ForReading | LibC.Folder);
        if (descriptor < 0)
        {
            throw Faults.FromErrno("lock", folder, -descriptor);
        }

        var result = LibC.Lock(descriptor);
        if (result < 0)
        {
            LibC.Close(descriptor);
            throw -result == LibC.Busy ? InUse(folder, null) : Faults.FromErrno("lock", folder, -result);
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

    private static DirectoryLock TakePortably(string folder, string lockName)
    {
        try
        {
            return new DirectoryLock(new FileStream(Path.Combine(folder, lockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InUse(folder, fault);
        }
    }

    private static StorageFaultException InUse(string folder, Exception? fault)
    {
        var text = $"{folder} is in use by another process, or a second time by this one: stop that one first; the directory goes free by itself when it ends.";
        return fault is null ? new StorageFaultException(text) : new StorageFaultException(text, fault);
    }
}
