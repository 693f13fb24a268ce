namespace MailStore.Log.Backup;

/// <summary>What a backup did.</summary>
internal sealed class BackupTotals
{
    /// <summary>All files of it.</summary>
    public int Files { get; set; }

    public long Octets { get; set; }

    /// <summary>Those that the backup before had not.</summary>
    public int NewFiles { get; set; }

    public long NewOctets { get; set; }

    public int RemovedFiles { get; set; }
}
