namespace MailStore.Log.Devices;

/// <summary>
/// The files of one volume in one directory, which it holds a lock on. On Linux durable files are written around the page cache;
/// names and removals are made durable by syncing the directory.
/// </summary>
public sealed class FileStorage : IStorage, IDisposable
{
    private const string LockName = "lock";
    private readonly string _folder;
    private readonly DirectoryLock _lock;
    private readonly bool _direct;

    private FileStorage(string folder, DirectoryLock held)
    {
        _folder = folder;
        _lock = held;
        DirectRefusal = OperatingSystem.IsLinux() ? DirectProbe.Refusal(folder) : "This is not Linux: durable writes are written and then flushed.";
        _direct = DirectRefusal is null;
    }

    public string Place => "file:" + _folder;

    /// <summary>Why durable files are not written directly; null if they are. Commits are then slower, not less durable.</summary>
    public string? DirectRefusal { get; }

    public long FreeBytes
    {
        get
        {
            try
            {
                return new DriveInfo(_folder).AvailableFreeSpace;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw Faults.From("read the free space of", _folder, fault);
            }
        }
    }

    /// <summary>A directory that is there.</summary>
    public static FileStorage Open(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (!Directory.Exists(full))
        {
            throw new StorageFaultException($"There is no directory {full}. If its disk is not mounted, mount it; a new store is made by an explicit command.");
        }

        var held = DirectoryLock.Take(full, LockName);
        try
        {
            return new FileStorage(full, held);
        }
        catch (StorageFaultException)
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>A directory that is made if it is not there.</summary>
    public static FileStorage Create(string folder)
    {
        var full = Path.GetFullPath(folder);
        try
        {
            if (!Directory.Exists(full))
            {
                Directory.CreateDirectory(full);
                DirectorySync.Sync(Path.GetDirectoryName(full) ?? full);
            }
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException || fault is IOException and not StorageFaultException)
        {
            throw Faults.From("create", full, fault);
        }

        return Open(full);
    }

    public IReadOnlyList<string> List()
    {
        try
        {
            var names = Directory.EnumerateFileSystemEntries(_folder).Select(path => Path.GetFileName(path)).Where(name => name != LockName).ToList();
            names.Sort(StringComparer.Ordinal);
            return names;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Faults.From("list", _folder, fault);
        }
    }

    public bool Exists(string name) => File.Exists(PathOf(name));

    public IStorageFile Create(string name, WriteMode mode)
    {
        var file = OpenFile(name, mode, isNew: true);
        try
        {
            DirectorySync.Sync(_folder);
            return file;
        }
        catch (StorageFaultException)
        {
            file.Dispose();
            throw;
        }
    }

    public IStorageFile Open(string name, WriteMode mode) => OpenFile(name, mode, isNew: false);

    public void Delete(string name)
    {
        var path = PathOf(name);
        if (OperatingSystem.IsLinux())
        {
            var result = LibC.Delete(path);
            if (result < 0)
            {
                throw Faults.FromErrno("remove", path, -result);
            }
        }
        else
        {
            DeletePortably(path);
        }

        DirectorySync.Sync(_folder);
    }

    public void Link(string name, IStorage target, string targetName)
    {
        if (OperatingSystem.IsLinux() && target is FileStorage other)
        {
            var path = PathOf(name);
            var result = LibC.Link(path, other.PathOf(targetName));
            if (result >= 0)
            {
                DirectorySync.Sync(other._folder);
                return;
            }

            if (-result is not (LibC.OtherDevice or LibC.NotPermitted or LibC.TooManyLinks or LibC.NotSupported))
            {
                throw Faults.FromErrno($"link {path} to", other.PathOf(targetName), -result);
            }
        }

        FileCopy.Copy(this, name, target, targetName);
    }

    public void Dispose() => _lock.Dispose();

    private IStorageFile OpenFile(string name, WriteMode mode, bool isNew)
    {
        var path = PathOf(name);
        return OperatingSystem.IsLinux() ? LinuxFile.Open(path, name, mode, isNew, _direct) : PortableFile.Open(path, name, mode, isNew);
    }

    private static void DeletePortably(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                throw Faults.FromErrno("remove", path, LibC.NotFound);
            }

            File.Delete(path);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException || fault is IOException and not StorageFaultException)
        {
            throw Faults.From("remove", path, fault);
        }
    }

    // Names are the log's own, never a user's; that no other can ever become a path is checked all the same.
    private string PathOf(string name)
    {
        var plain = name.Length is > 0 and <= 64 && name != LockName && name[0] != '.'
            && name.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '.');
        return plain ? Path.Combine(_folder, name) : throw new ArgumentException($"\"{name}\" is no name for a file of a volume: a-z, 0-9, - and . only.", nameof(name));
    }
}
