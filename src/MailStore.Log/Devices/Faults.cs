using System.Runtime.InteropServices;

namespace MailStore.Log.Devices;

/// <summary>Error numbers as sentences: what could not be done to which file, why, and what to do.</summary>
internal static class Faults
{
    public static StorageFaultException FromErrno(string action, string path, int errno)
    {
        var reason = Marshal.GetPInvokeErrorMessage(errno);
        return new StorageFaultException($"Cannot {action} {path}: {reason} (error {errno}). {Remedy(errno)}")
        {
            IsFull = errno is LibC.Full or LibC.OverQuota,
        };
    }

    public static StorageFaultException From(string action, string path, Exception fault) =>
        new($"Cannot {action} {path}: {fault.Message} Mend the file or the disk, then start again.", fault)
        {
            // ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL as .NET reports them on Windows.
            IsFull = fault.HResult is LibC.Full or unchecked((int)0x8007_0070) or unchecked((int)0x8007_0027),
        };

    private static string Remedy(int errno) => errno switch
    {
        LibC.Full or LibC.OverQuota => "Make room on the disk, then start again.",
        LibC.NoAccess or LibC.NotPermitted => "Let the server's user read and write there, then start again.",
        LibC.ReadOnlyDisk => "The disk is read-only: mount it for writing, then start again.",
        LibC.NotFound => "If it was moved, put it back; if it is lost, restore the store from a backup.",
        LibC.AlreadyThere => "It is not overwritten: find out what it is, and move it away if it is not needed.",
        _ => "Look at the disk and the kernel's log; when they are sound, start again.",
    };
}
