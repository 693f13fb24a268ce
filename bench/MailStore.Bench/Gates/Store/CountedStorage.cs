using MailStore.Log.Devices;

namespace MailStore.Bench.Gates.Store;

/// <summary>A storage that counts the durable writes of the journal.</summary>
internal sealed class CountedStorage(IStorage storage) : IStorage
{
    private long _writes;

    public long Writes => Volatile.Read(ref _writes);

    public string Place => storage.Place;

    public long FreeBytes => storage.FreeBytes;

    public IReadOnlyList<string> List() => storage.List();

    public bool Exists(string name) => storage.Exists(name);

    public IStorageFile Create(string name, WriteMode mode) => Counted(storage.Create(name, mode), mode);

    public IStorageFile Open(string name, WriteMode mode) => Counted(storage.Open(name, mode), mode);

    public void Delete(string name) => storage.Delete(name);

    public void Link(string name, IStorage target, string targetName) => storage.Link(name, target, targetName);

    internal void Count() => Interlocked.Increment(ref _writes);

    private IStorageFile Counted(IStorageFile file, WriteMode mode) =>
        mode == WriteMode.Durable && file.Name.StartsWith("j-", StringComparison.Ordinal) ? new CountedFile(file, this) : file;
}
