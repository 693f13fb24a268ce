namespace MailStore.Log.Devices;

/// <summary>Makes names durable. Other systems than Linux have no call for it, and do so with the file.</summary>
internal static class DirectorySync
{
    public static void Sync(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = LibC.Open(folder, LibC.ForReading | LibC.Folder);
        if (descriptor < 0)
        {
            throw Faults.FromErrno("open", folder, -descriptor);
        }

        var result = LibC.SyncFile(descriptor);
        LibC.Close(descriptor);

        // Some network file systems cannot sync a directory and say so; their creates are synchronous.
        if (result < 0 && -result != LibC.Invalid)
        {
            throw Faults.FromErrno("flush", folder, -result);
        }
    }
}
