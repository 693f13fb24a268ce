using Microsoft.Win32.SafeHandles;

namespace MailStore.Log.Devices;

/// <summary>A file on any other system: written through .NET, and a durable write is a write and a flush to the disk.</summary>
internal sealed class PortableFile : IStorageFile
{
    private readonly string _path;
    private readonly WriteMode _mode;
    private readonly SafeFileHandle _handle;

    private PortableFile(string path, string name, WriteMode mode, SafeFileHandle handle)
    {
        _path = path;
        Name = name;
        _mode = mode;
        _handle = handle;
    }

    public string Name { get; }

    public int BlockBytes => 4096;

    public long Length => Guarded("read the length of", () => RandomAccess.GetLength(_handle));

    public static PortableFile Open(string path, string name, WriteMode mode, bool isNew)
    {
        var access = mode == WriteMode.ReadOnly && !isNew ? FileAccess.Read : FileAccess.ReadWrite;
        try
        {
            var handle = File.OpenHandle(path, isNew ? FileMode.CreateNew : FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete);
            return new PortableFile(path, name, mode, handle);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Faults.From(isNew ? "create" : "open", path, fault);
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> octets)
    {
        Invariant.Holds(_mode != WriteMode.ReadOnly);
        try
        {
            RandomAccess.Write(_handle, octets, offset);
            if (_mode == WriteMode.Durable)
            {
                RandomAccess.FlushToDisk(_handle);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Faults.From("write to", _path, fault);
        }
    }

    public int Read(long offset, Span<byte> into)
    {
        try
        {
            var done = 0;
            for (int read; done < into.Length && (read = RandomAccess.Read(_handle, into[done..], offset + done)) > 0; done += read)
            {
            }

            return done;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Faults.From("read", _path, fault);
        }
    }

    public void Flush() => Guarded("flush", () =>
    {
        RandomAccess.FlushToDisk(_handle);
        return 0L;
    });

    public void SetLength(long length) => Guarded("set the length of", () =>
    {
        RandomAccess.SetLength(_handle, length);
        RandomAccess.FlushToDisk(_handle);
        return length;
    });

    public void Dispose() => _handle.Dispose();

    private long Guarded(string action, Func<long> call)
    {
        try
        {
            return call();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Faults.From(action, _path, fault);
        }
    }
}
