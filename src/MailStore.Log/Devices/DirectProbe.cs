namespace MailStore.Log.Devices;

/// <summary>Finds out whether a directory's file system takes writes around the page cache.</summary>
internal static class DirectProbe
{
    // The lock is the one file that is always there: nothing is written to it.
    public static string? Refusal(string folder)
    {
        var descriptor = LibC.Open(Path.Combine(folder, "lock"), LibC.ForBoth | LibC.Synced | LibC.Direct);
        if (descriptor >= 0)
        {
            LibC.Close(descriptor);
            return null;
        }

        return -descriptor == LibC.Invalid
            ? $"The file system of {folder} does not take O_DIRECT: commits go through the page cache (O_DSYNC), as durable but slower."
            : throw Faults.FromErrno("open", Path.Combine(folder, "lock"), -descriptor);
    }
}
