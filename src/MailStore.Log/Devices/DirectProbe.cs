namespace MailStore.Log.Devices;

/// <summary>Finds out whether a directory's file system takes writes around the page cache.</summary>
internal static class DirectProbe
{
    // A file that never has a name: a directory that is then refused, or that nobody may write to, is as it was.
    public static string? Refusal(string folder)
    {
        var result = TryOpen(folder, LibC.Synced | LibC.Direct);
        if (result == 0)
        {
            return null;
        }

        // Whoever takes such a file without O_DIRECT refuses just that; other refusals concern any file.
        var plain = TryOpen(folder, LibC.Synced);
        return plain is 0 or LibC.NotSupported or LibC.IsFolder
            ? $"The file system of {folder} does not take O_DIRECT: commits go through the page cache (O_DSYNC), as durable but slower."
            : throw Faults.FromErrno("write in", folder, plain);
    }

    private static int TryOpen(string folder, int flags)
    {
        var descriptor = LibC.Open(folder, LibC.ForBoth | LibC.Nameless | flags);
        if (descriptor < 0)
        {
            return -descriptor;
        }

        LibC.Close(descriptor);
        return 0;
    }
}
