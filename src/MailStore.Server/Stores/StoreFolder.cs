using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Enumeration;
using MailStore.Abstractions.Accounts;
using MailStore.Engine;
using MailStore.Engine.Search.Catalog;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Mime.Extraction;

namespace MailStore.Server.Stores;

/// <summary>A store in a folder of the disk: a folder <c>v00</c>, <c>v01</c> ... for each volume in it.</summary>
internal sealed class StoreFolder : IAsyncDisposable
{
    private readonly List<FileStorage> _storages;
    private readonly MailEngine _engine;
    private readonly ConcurrentDictionary<AccountName, SemaphoreSlim> _imports = new();

    private StoreFolder(string path, MailEngine engine, List<FileStorage> storages, TextExtraction extraction, bool isNew)
    {
        Extraction = extraction;
        Path = path;
        _engine = engine;
        _storages = storages;
        IsNew = isNew;
    }

    public string Path { get; }

    /// <summary>It was created just now.</summary>
    public bool IsNew { get; }

    public IMailStore Store => _engine;

    /// <summary>Who reads attachments for its index, and for whoever searches it.</summary>
    public TextExtraction Extraction { get; }

    /// <summary>There is a store, whether or not it can be opened.</summary>
    public static bool Exists(string folder) => Directory.Exists(VolumePath(System.IO.Path.GetFullPath(folder), 0));

    /// <summary>Why a volume takes nothing any more; null while all do.</summary>
    public Exception? Fault => _engine.Volumes.FirstOrDefault(volume => volume.Fault is not null)?.Fault;

    /// <summary>Files come and go meanwhile.</summary>
    public long FileBytes => new FileSystemEnumerable<long>(Path, (ref FileSystemEntry entry) => entry.IsDirectory ? 0 : entry.Length, new() { RecurseSubdirectories = true, AttributesToSkip = default }).Sum();

    public long FreeBytes => _storages[0].FreeBytes;

    /// <summary>For what an operator does: by number.</summary>
    public IReadOnlyList<Log.Volumes.Volume> Volumes => _engine.Volumes;

    public int QueuedRequests => _engine.Volumes.Sum(volume => volume.QueuedRequests);

    /// <summary>Whose turn it is to import into an account: two at once would both bring what neither has noted yet.</summary>
    public SemaphoreSlim ImportTurn(AccountName account) => _imports.GetOrAdd(account, _ => new(initialCount: 1));

    public static string VolumePath(string path, int volume) =>
        System.IO.Path.Combine(path, "v" + volume.ToString("00", CultureInfo.InvariantCulture));

    /// <summary>
    /// Opens the store that is there, or makes one where there is nothing at all. A folder that holds anything else is never
    /// taken for an empty one.
    /// </summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="options">What it is opened with.</param>
    /// <param name="search">Of the index for searches; null for none.</param>
    /// <exception cref="StoreFaultException">Nothing was changed; the message says what to do.</exception>
    /// <exception cref="StorageFaultException">The same of the disk.</exception>
    public static StoreFolder OpenOrCreate(string folder, EngineOptions options, SearchOptions? search = null)
    {
        var path = System.IO.Path.GetFullPath(folder);
        var isNew = !Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any();
        if (!isNew && !Directory.Exists(VolumePath(path, 0)))
        {
            throw new StoreFaultException($"{path} holds something, and no MailStore store: name its folder, or an empty one.");
        }

        if (isNew)
        {
            MakePrivate(path);
            MakePrivate(VolumePath(path, 0));
        }

        var (storages, indexes) = (new List<FileStorage>(), new List<FileStorage>());
        var isOpen = false;
        try
        {
            if (isNew)
            {
                MailEngine.Create(volume => OpenVolume(path, volume, storages), volumes: 1, options);
            }

            options = search is null ? options : options with { Search = search, SearchStorages = volume => OpenSearch(path, volume, indexes) };
            var engine = MailEngine.Open(volume => volume < storages.Count ? storages[volume] : OpenVolume(path, volume, storages), options);
            isOpen = true;
            return new(path, engine, [.. storages, .. indexes], options.Extraction, isNew);
        }
        finally
        {
            if (!isOpen)
            {
                storages.ForEach(storage => storage.Dispose());
                indexes.ForEach(storage => storage.Dispose());
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _storages.ForEach(storage => storage.Dispose());
    }

    // Mail is nobody's but the server's. A folder that was there keeps what its owner set.
    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    internal static string SearchPath(string path) => System.IO.Path.Combine(path, "search");

    // Beside the volumes: it is no part of them, and whoever wants to be rid of it removes the folder.
    private static FileStorage OpenSearch(string path, int volume, List<FileStorage> indexes)
    {
        try
        {
            MakePrivate(SearchPath(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageFaultException($"{fault.Message} Let the server's user write there, then start again.", fault);
        }

        var storage = FileStorage.Create(VolumePath(SearchPath(path), volume));
        indexes.Add(storage);
        return storage;
    }

    private static FileStorage OpenVolume(string path, int volume, List<FileStorage> storages)
    {
        var storage = FileStorage.Open(VolumePath(path, volume));
        storages.Add(storage);
        return storage;
    }
}
