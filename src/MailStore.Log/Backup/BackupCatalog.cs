using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Recovery;

namespace MailStore.Log.Backup;

/// <summary>
/// What a backup consists of: the file <c>backup-0000002a</c>, written last, so that a backup counts when all of it is there. The
/// highest whole one holds; the manifest in it is what the restored volume begins with.
/// <code>
/// manifest (4096) | magic "MSBACKUP" u64 | taken (ticks, UTC) i64 | files u32 | crc32c of all the rest, manifest included u32
/// each file: length u64 | octets of name u16 | octets of stored name u16 | name | stored name (UTF-8)
/// </code>
/// </summary>
internal sealed record BackupCatalog(long Number, Manifest Manifest, DateTimeOffset Taken, IReadOnlyList<BackupEntry> Files)
{
    private const string Prefix = "backup-";
    private const ulong MagicNumber = 0x5055_4B43_4142_534D;
    private const int Head = Manifest.SlotBytes + 24;
    private const int CrcAt = Manifest.SlotBytes + 20;

    public string FileName => Prefix + Number.ToString("x8", CultureInfo.InvariantCulture);

    public static bool IsCatalog(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The newest one, or null if there is none that is whole.</summary>
    public static BackupCatalog? Newest(IStorage storage) =>
        storage.List().Where(IsCatalog).OrderDescending(StringComparer.Ordinal).Select(name => Read(storage, name)).FirstOrDefault(catalog => catalog is not null);

    /// <summary>The highest number that a catalogue has there, whole or not: what was broken off is not written over.</summary>
    public static long LastNumber(IStorage storage) => storage.List().Where(IsCatalog).Select(NumberOf).DefaultIfEmpty().Max();

    /// <summary>Says that what comes into an empty place is a backup, before there is one: without it a first backup that was broken off would be a stranger's folder.</summary>
    public static void Mark(IStorage storage)
    {
        using var mark = storage.Create(Prefix + 0.ToString("x8", CultureInfo.InvariantCulture), WriteMode.Buffered);
        mark.Flush();
    }

    public void Write(IStorage storage)
    {
        var names = Files.Select(file => (Name: Encoding.UTF8.GetBytes(file.Name), StoredAs: Encoding.UTF8.GetBytes(file.StoredAs), file.Length)).ToList();
        var octets = new byte[Head + names.Sum(file => 12 + file.Name.Length + file.StoredAs.Length)];
        Manifest.Write(octets.AsSpan(0, Manifest.SlotBytes));
        var head = octets.AsSpan(Manifest.SlotBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(head, MagicNumber);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], Taken.UtcTicks);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], names.Count);
        var at = octets.AsSpan(Head);
        foreach (var file in names)
        {
            BinaryPrimitives.WriteInt64LittleEndian(at, file.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(at[8..], (ushort)file.Name.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(at[10..], (ushort)file.StoredAs.Length);
            file.Name.CopyTo(at[12..]);
            file.StoredAs.CopyTo(at[(12 + file.Name.Length)..]);
            at = at[(12 + file.Name.Length + file.StoredAs.Length)..];
        }

        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(CrcAt), Checksum(octets));
        using var stored = storage.Create(FileName, WriteMode.Buffered);
        stored.Write(0, octets);
        stored.Flush();
    }

    private static BackupCatalog? Read(IStorage storage, string name)
    {
        var number = NumberOf(name);
        if (number == 0)
        {
            return null;
        }

        using var file = storage.Open(name, WriteMode.ReadOnly);
        var octets = new byte[file.Length];
        var read = file.Read(0, octets);
        if (read < Head
            || BinaryPrimitives.ReadUInt64LittleEndian(octets.AsSpan(Manifest.SlotBytes)) != MagicNumber
            || BinaryPrimitives.ReadUInt32LittleEndian(octets.AsSpan(CrcAt)) != Checksum(octets)
            || Manifest.TryRead(octets, out var manifest) != SlotStatus.Whole)
        {
            return null;
        }

        var files = new List<BackupEntry>();
        for (ReadOnlySpan<byte> at = octets.AsSpan(Head); at.Length >= 12;)
        {
            var nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(at[8..]);
            var storedBytes = BinaryPrimitives.ReadUInt16LittleEndian(at[10..]);
            files.Add(new BackupEntry(
                Encoding.UTF8.GetString(at.Slice(12, nameBytes)),
                Encoding.UTF8.GetString(at.Slice(12 + nameBytes, storedBytes)),
                BinaryPrimitives.ReadInt64LittleEndian(at)));
            at = at[(12 + nameBytes + storedBytes)..];
        }

        var taken = new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(octets.AsSpan(Manifest.SlotBytes + 8)), TimeSpan.Zero);
        return new BackupCatalog(number, manifest!, taken, files);
    }

    private static long NumberOf(string name) =>
        long.TryParse(name.AsSpan(Prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static uint Checksum(ReadOnlySpan<byte> octets) =>
        ~Crc32C.Continue(Crc32C.Continue(~0u, octets[..CrcAt]), octets[Head..]);
}
