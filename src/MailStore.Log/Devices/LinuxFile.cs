namespace MailStore.Log.Devices;

/// <summary>
/// A file on Linux. A durable one has two descriptors: writes go around the page cache (O_DIRECT|O_DSYNC, one call per commit,
/// no second call to sync), reads through it. The kernel keeps the two in step, block by block.
/// </summary>
internal sealed unsafe class LinuxFile : IStorageFile
{
    private const int DirectBlockBytes = 4096;
    private readonly string _path;
    private readonly bool _direct;
    private int _writer = -1;
    private int _reader = -1;

    private LinuxFile(string path, string name, WriteMode mode, bool direct)
    {
        _path = path;
        Name = name;
        Mode = mode;
        _direct = direct;
    }

    public string Name { get; }

    public WriteMode Mode { get; }

    public int BlockBytes => DirectBlockBytes;

    public long Length
    {
        get
        {
            var length = LibC.Length(Descriptor(_reader));
            return length >= 0 ? length : throw Faults.FromErrno("read the length of", _path, (int)-length);
        }
    }

    /// <param name="direct">Whether this file system takes O_DIRECT.</param>
    public static LinuxFile Open(string path, string name, WriteMode mode, bool isNew, bool direct)
    {
        var file = new LinuxFile(path, name, mode, direct);
        var creating = isNew ? LibC.Creating | LibC.Exclusively : 0;
        var action = isNew ? "create" : "open";
        if (mode == WriteMode.Durable)
        {
            file._writer = Opened(action, path, LibC.ForBoth | LibC.Synced | (direct ? LibC.Direct : 0) | creating);
            creating = 0;
        }

        try
        {
            file._reader = Opened(action, path, (mode == WriteMode.Buffered ? LibC.ForBoth : LibC.ForReading) | creating);
        }
        catch (StorageFaultException)
        {
            file.Dispose();
            throw;
        }

        if (mode == WriteMode.Buffered)
        {
            file._writer = file._reader;
        }

        return file;
    }

    public void Write(long offset, ReadOnlySpan<byte> octets)
    {
        Invariant.Holds(Mode != WriteMode.ReadOnly);
        fixed (byte* start = octets)
        {
            Invariant.Holds(Mode != WriteMode.Durable || ((ulong)offset | (uint)octets.Length | (ulong)start) % DirectBlockBytes == 0);
            var done = 0;
            while (done < octets.Length)
            {
                var written = LibC.Write(Descriptor(_writer), start + done, octets.Length - done, offset + done);
                if (written == -LibC.Interrupted)
                {
                    continue;
                }

                if (written <= 0)
                {
                    throw Faults.FromErrno("write to", _path, written == 0 ? LibC.Full : (int)-written);
                }

                done += (int)written;
            }
        }
    }

    public int Read(long offset, Span<byte> into)
    {
        fixed (byte* start = into)
        {
            var done = 0;
            while (done < into.Length)
            {
                var read = LibC.Read(Descriptor(_reader), start + done, into.Length - done, offset + done);
                if (read == -LibC.Interrupted)
                {
                    continue;
                }

                if (read < 0)
                {
                    throw Faults.FromErrno("read", _path, (int)-read);
                }

                if (read == 0)
                {
                    break;
                }

                done += (int)read;
            }

            return done;
        }
    }

    public void Flush()
    {
        var result = LibC.SyncFile(Descriptor(Mode == WriteMode.ReadOnly ? _reader : _writer));
        if (result < 0)
        {
            throw Faults.FromErrno("flush", _path, -result);
        }
    }

    public void SetLength(long length)
    {
        Invariant.Holds(Mode != WriteMode.ReadOnly);
        var result = LibC.SetLength(Descriptor(_writer), length);
        if (result < 0)
        {
            throw Faults.FromErrno("set the length of", _path, -result);
        }

        Flush();
    }

    public void Dispose()
    {
        var reader = Interlocked.Exchange(ref _reader, -1);
        var writer = Interlocked.Exchange(ref _writer, -1);
        if (reader >= 0)
        {
            LibC.Close(reader);
        }

        if (writer >= 0 && writer != reader)
        {
            LibC.Close(writer);
        }
    }

    public override string ToString() => $"{_path} ({Mode}{(_direct ? ", direct" : "")})";

    private static int Opened(string action, string path, int flags)
    {
        var descriptor = LibC.Open(path, flags);
        return descriptor >= 0 ? descriptor : throw Faults.FromErrno(action, path, -descriptor);
    }

    private int Descriptor(int descriptor) => descriptor >= 0 ? descriptor : throw new ObjectDisposedException(_path);
}
