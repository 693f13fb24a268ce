namespace MailStore.Server.Transfer.Maildir;

/// <summary>A file of a folder, and what is known of it before it is opened.</summary>
/// <param name="Path">Below the folder: <c>cur/...</c> or <c>new/...</c></param>
internal readonly record struct MaildirFile(string Path, UidListEntry Entry)
{
    public string Name => Path[4..];
}
