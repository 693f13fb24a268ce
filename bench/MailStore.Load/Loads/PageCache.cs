using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MailStore.Load.Loads;

/// <summary>Linux' memory of files.</summary>
internal static class PageCache
{
    private const int DontNeed = 4;

    /// <summary>Lets the kernel forget what the files below a folder hold, after all of it is on the disk. Names and sizes stay known: only root could drop those, and of everybody.</summary>
    public static void Drop(string folder)
    {
        sync();
        foreach (var file in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            if (new FileInfo(file).Length == 0)
            {
                continue;
            }

            using SafeFileHandle handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            _ = posix_fadvise((int)handle.DangerousGetHandle(), 0, 0, DontNeed);
        }
    }

    [DllImport("libc")]
    private static extern void sync();

    [DllImport("libc")]
    private static extern int posix_fadvise(int descriptor, nint offset, nint length, int advice);
}
