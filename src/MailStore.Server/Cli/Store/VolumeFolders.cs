using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Server.Stores;

namespace MailStore.Server.Cli.Store;

/// <summary>The folders of a store: <c>v00</c>, <c>v01</c> ... each with a volume. They are locked as long as this is open.</summary>
internal sealed class VolumeFolders : IDisposable
{
    private readonly List<FileStorage> _storages = [];

    private VolumeFolders(string path) => Path = path;

    public string Path { get; }

    public IReadOnlyList<FileStorage> All => _storages;

    /// <summary>Those that are there.</summary>
    public static VolumeFolders Open(string folder)
    {
        var path = Existing(folder);
        var found = new List<string>();
        for (var volume = 0; Directory.Exists(PathOf(path, volume)); volume++)
        {
            found.Add(PathOf(path, volume));
        }

        if (found.Count == 0)
        {
            throw new StoreFaultException(Directory.EnumerateFileSystemEntries(path).Any()
                ? $"{path} holds no MailStore store: there is no folder v00 in it. Name the folder that 'mailstore serve' is given as --data."
                : $"{path} is empty: there is no store in it.");
        }

        return Lock(path, found, FileStorage.Open);
    }

    /// <summary>New and empty ones, for what is restored or salvaged.</summary>
    public static VolumeFolders Create(string folder, int count)
    {
        var path = System.IO.Path.GetFullPath(folder);
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).FirstOrDefault() is { } found)
        {
            throw new StoreFaultException($"{path} is not empty (it holds {System.IO.Path.GetFileName(found)}): give an empty folder, or one that is not there yet.");
        }

        return OpenOrCreate(path, count);
    }

    /// <summary>For a backup, which may be there already.</summary>
    public static VolumeFolders OpenOrCreate(string folder, int count)
    {
        var path = System.IO.Path.GetFullPath(folder);
        return Lock(path, [.. Enumerable.Range(0, count).Select(volume => PathOf(path, volume))], FileStorage.Create);
    }

    /// <summary>The search index of a volume, while it is looked at; null if there is none.</summary>
    public FileStorage? OpenSearch(int volume)
    {
        var path = PathOf(StoreFolder.SearchPath(Path), volume);
        return Directory.Exists(path) ? FileStorage.Open(path) : null;
    }

    public MailEngine OpenEngine() => MailEngine.Open(
        volume => volume < _storages.Count ? _storages[volume] : throw new StoreFaultException($"{PathOf(Path, volume)} is missing: put the folder of the volume back, or restore the store from a backup."),
        new EngineOptions { Volume = new() { Upkeep = new() { RunsByItself = false } } });

    public void Dispose() => _storages.ForEach(storage => storage.Dispose());

    private static string PathOf(string path, int volume) => StoreFolder.VolumePath(path, volume);

    private static string Existing(string folder)
    {
        var path = System.IO.Path.GetFullPath(folder);
        return Directory.Exists(path)
            ? path
            : throw new StoreFaultException($"There is no folder {path}. If its disk is not mounted, mount it.");
    }

    private static VolumeFolders Lock(string path, List<string> paths, Func<string, FileStorage> open)
    {
        var folders = new VolumeFolders(path);
        var areOpen = false;
        try
        {
            folders._storages.AddRange(paths.Select(open));
            areOpen = true;
            return folders;
        }
        finally
        {
            if (!areOpen)
            {
                folders.Dispose();
            }
        }
    }
}
