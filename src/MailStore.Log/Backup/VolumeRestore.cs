using MailStore.Log.Devices;
using MailStore.Log.Recovery;

namespace MailStore.Log.Backup;

/// <summary>
/// Makes a volume out of a backup, in an empty place and nowhere else. The manifest comes last, so a restore that was broken off
/// leaves no volume. What is restored opens through its export and a replay of the journal; ages of files say nothing.
/// </summary>
internal static class VolumeRestore
{
    private const int PieceBytes = 4 * 1024 * 1024;

    /// <param name="progress">Octets copied so far, and in all.</param>
    public static void Run(IStorage backup, IStorage target, Action<long, long>? progress = null)
    {
        var names = target.List();
        if (names.Count > 0)
        {
            throw new VolumeFaultException($"{target.Place} is not empty (it holds {names[0]}{(names.Count > 1 ? $" and {names.Count - 1} more" : "")}): a backup is restored into an empty place only.");
        }

        var catalog = BackupCatalog.Newest(backup)
            ?? throw new VolumeFaultException($"{backup.Place} holds no whole backup: there is no readable file \"backup-...\". Give the folder that \"store backup\" wrote to.");
        Check(backup, catalog);
        var total = catalog.Files.Sum(file => file.Length);
        var done = 0L;
        foreach (var file in catalog.Files)
        {
            Copy(backup, target, file, octets =>
            {
                done += octets;
                progress?.Invoke(done, total);
            });
        }

        ManifestFile.Create(target, catalog.Manifest);
    }

    private static void Check(IStorage backup, BackupCatalog catalog)
    {
        foreach (var file in catalog.Files)
        {
            if (!backup.Exists(file.StoredAs))
            {
                throw new VolumeFaultException($"{backup.Place}/{file.StoredAs} is missing: the backup is not whole; put the file back or take another backup.");
            }

            using var stored = backup.Open(file.StoredAs, WriteMode.ReadOnly);
            if (stored.Length < file.Length)
            {
                throw new VolumeFaultException($"{backup.Place}/{file.StoredAs} has {stored.Length} octets and should have {file.Length}: the backup is not whole; take another.");
            }
        }
    }

    private static void Copy(IStorage backup, IStorage target, BackupEntry entry, Action<int> progress)
    {
        using var from = backup.Open(entry.StoredAs, WriteMode.ReadOnly);
        using var to = target.Create(entry.Name, WriteMode.Buffered);
        var piece = new byte[PieceBytes];
        for (var at = 0L; at < entry.Length;)
        {
            var read = from.Read(at, piece.AsSpan(0, (int)Math.Min(piece.Length, entry.Length - at)));
            if (read == 0)
            {
                throw new StorageFaultException($"{backup.Place}/{entry.StoredAs} became shorter while it was read. Look at the disk, then start again.");
            }

            to.Write(at, piece.AsSpan(0, read));
            at += read;
            progress(read);
        }

        to.Flush();
    }
}
