namespace MailStore.Log.Backup;

/// <summary>One file of a backup.</summary>
/// <param name="Name">In the volume.</param>
/// <param name="StoredAs">In the backup: what will still grow, or change, is stored under a name of its own each time.</param>
internal sealed record BackupEntry(string Name, string StoredAs, long Length);
