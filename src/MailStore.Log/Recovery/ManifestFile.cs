using MailStore.Log.Devices;

namespace MailStore.Log.Recovery;

/// <summary>
/// The file <c>manifest</c>: two slots, written in turn, so that a torn write leaves the one before. A volume without a valid
/// one is not a volume: it is never taken for a new one.
/// </summary>
internal sealed class ManifestFile : IDisposable
{
    public const string Name = "manifest";
    private const int FileBytes = 2 * Manifest.SlotBytes;
    private readonly IStorage _storage;
    private readonly IStorageFile _file;
    private readonly AlignedBuffer _buffer = new(FileBytes);

    private ManifestFile(IStorage storage, IStorageFile file)
    {
        _storage = storage;
        _file = file;
    }

    /// <summary>The newest one, and the one before it if it is still valid.</summary>
    public static IReadOnlyList<Manifest> Read(IStorage storage)
    {
        if (!storage.Exists(Name))
        {
            throw new VolumeFaultException($"{storage.Place} holds no volume: there is no file \"{Name}\". Give the right directory, restore the volume from a backup or salvage it; a new one is made by an explicit command.");
        }

        using var file = storage.Open(Name, WriteMode.ReadOnly);
        var octets = new byte[FileBytes];
        var read = file.Read(0, octets);
        octets.AsSpan(read).Clear();
        var first = Manifest.TryRead(octets, out var one);
        var second = Manifest.TryRead(octets.AsSpan(Manifest.SlotBytes), out var two);
        if (first == SlotStatus.OtherFormat || second == SlotStatus.OtherFormat)
        {
            throw new VolumeFaultException($"{storage.Place} was written in a format that this version does not know: open it with the version that wrote it, or a newer one.");
        }

        List<Manifest> found = [];
        found.AddRange(new[] { one, two }.OfType<Manifest>().OrderByDescending(manifest => manifest.Generation));
        return found.Count > 0 ? found : throw Unreadable(storage, first, second);
    }

    /// <summary>The first one of a new volume.</summary>
    public static void Create(IStorage storage, Manifest manifest)
    {
        using var file = new ManifestFile(storage, storage.Create(Name, WriteMode.Durable));
        file._file.SetLength(FileBytes);
        file.Write(manifest);
    }

    public static ManifestFile Open(IStorage storage) => new(storage, storage.Open(Name, WriteMode.Durable));

    /// <summary>Durable and read back when this returns.</summary>
    public void Write(Manifest manifest)
    {
        var offset = (long)(manifest.Generation % 2) * Manifest.SlotBytes;
        var slot = _buffer.Span[..Manifest.SlotBytes];
        manifest.Write(slot);
        _file.Write(offset, slot);
        _file.Flush();
        var again = _buffer.Span[Manifest.SlotBytes..];
        if (_file.Read(offset, again) != Manifest.SlotBytes || !again.SequenceEqual(slot))
        {
            throw new StorageFaultException($"{_storage.Place}/{Name} does not hold what was just written to it. Replace the disk, and restore the volume if it does not open.");
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _buffer.Dispose();
    }

    private static VolumeFaultException Unreadable(IStorage storage, SlotStatus first, SlotStatus second) =>
        first == SlotStatus.Damaged || second == SlotStatus.Damaged
            ? new VolumeFaultException($"The manifest of {storage.Place} is damaged in both copies: restore the volume from a backup or salvage it.")
            : first == SlotStatus.Foreign || second == SlotStatus.Foreign
                ? new VolumeFaultException($"{storage.Place}/{Name} is not a manifest of MailStore: give the right directory.")
                : new VolumeFaultException($"The manifest of {storage.Place} is empty: if the volume was just being created, remove its files and create it again; otherwise restore it from a backup or salvage it.");
}
