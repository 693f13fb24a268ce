using System.Buffers.Binary;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Index;

/// <summary>
/// Reads an export, part by part. Nothing comes out of a part before it was checked, and the seal is looked at first; that all
/// of it agrees with the seal is known at its end. Any doubt is a <see cref="StorageFaultException"/>.
/// </summary>
internal sealed class ExportReader : IDisposable
{
    private readonly IStorageFile _file;
    private readonly string _place;
    private readonly ExportSeal _seal;
    private byte[] _part = [];
    private long _offset;
    private long _records;
    private uint _register = ~0u;
    private IndexKey? _last;

    private ExportReader(IStorageFile file, string place)
    {
        _file = file;
        _place = place;
        Span<byte> edge = stackalloc byte[ExportSeal.EncodedBytes];
        var end = file.Length - ExportSeal.EncodedBytes;
        _seal = ExportSeal.Decode(end < 0 || file.Read(end, edge) != edge.Length ? [] : edge, place);
        if (_seal.Octets != end)
        {
            throw Damaged("has lost or gained octets");
        }

        Span<byte> header = stackalloc byte[ExportHeader.EncodedBytes];
        Take(header);
        Header = ExportHeader.Decode(header, place);
    }

    /// <summary>Up to where in the journal its records stand.</summary>
    public ExportHeader Header { get; }

    /// <summary>By its seal.</summary>
    public long Records => _seal.Records;

    public static ExportReader Open(IStorage storage, string name)
    {
        var file = storage.Open(name, WriteMode.ReadOnly);
        var isOpen = false;
        try
        {
            var reader = new ExportReader(file, $"{storage.Place}/{name}");
            isOpen = true;
            return reader;
        }
        finally
        {
            if (!isOpen)
            {
                file.Dispose();
            }
        }
    }

    /// <summary>Reads all of it.</summary>
    public static ExportHeader Verify(IStorage storage, string name)
    {
        using var reader = Open(storage, name);
        reader.Read(static (in IndexKey _, ReadOnlySpan<byte> _) => { });
        return reader.Header;
    }

    /// <summary>
    /// Whoever wrote it was ended before its seal: it is sound as far as it goes, and goes no further than to the midst of what was to come. One that was
    /// finished has a seal, or at least the room for it.
    /// </summary>
    public static bool IsUnfinished(IStorage storage, string name)
    {
        using var file = storage.Open(name, WriteMode.ReadOnly);
        Span<byte> header = stackalloc byte[ExportHeader.EncodedBytes];
        if (file.Length < header.Length)
        {
            return true;
        }

        Span<byte> edge = stackalloc byte[ExportSeal.EncodedBytes];
        if (file.Read(file.Length - edge.Length, edge) == edge.Length && ExportSeal.IsSound(edge))
        {
            return false;
        }

        if (file.Read(0, header) != header.Length || !ExportHeader.IsSound(header))
        {
            return false;
        }

        var part = Array.Empty<byte>();
        for (long offset = header.Length; ; offset += ExportHeader.PartHeaderBytes + part.Length)
        {
            var begin = header[..ExportHeader.PartHeaderBytes];
            var left = file.Length - offset - begin.Length;
            if (left < 0)
            {
                return true;
            }

            var length = file.Read(offset, begin) == begin.Length ? BinaryPrimitives.ReadInt32LittleEndian(begin) : -1;
            if (length <= 0 || length > left)
            {
                return length > 0 || (length == 0 && left < ExportSeal.EncodedBytes);
            }

            part = part.Length == length ? part : new byte[length];
            if (file.Read(offset + begin.Length, part) != length || Crc32C.Compute(part) != BinaryPrimitives.ReadUInt32LittleEndian(begin[4..]))
            {
                return false;
            }
        }
    }

    /// <summary>Puts all records into an index. It counts only if this returns.</summary>
    public void LoadInto(IIndexWriter index) => Read(index.Put);

    public void Dispose() => _file.Dispose();

    private void Read(ExportedRecord each)
    {
        Span<byte> header = stackalloc byte[ExportHeader.PartHeaderBytes];
        while (true)
        {
            Take(header);
            var length = BinaryPrimitives.ReadInt32LittleEndian(header);
            if (length == 0)
            {
                break;
            }

            if (length < 0 || length > _seal.Octets - _offset)
            {
                throw Damaged($"is damaged before octet {_offset}");
            }

            if (_part.Length < length)
            {
                _part = new byte[length];
            }

            var records = _part.AsSpan(0, length);
            Take(records);
            if (Crc32C.Compute(records) != BinaryPrimitives.ReadUInt32LittleEndian(header[4..]))
            {
                throw Damaged($"is damaged before octet {_offset}");
            }

            ReadPart(records, each);
        }

        if (_offset != _seal.Octets || _records != _seal.Records || ~_register != _seal.Crc)
        {
            throw Damaged("does not match its seal");
        }
    }

    private void ReadPart(ReadOnlySpan<byte> records, ExportedRecord each)
    {
        while (!records.IsEmpty)
        {
            var length = records.Length < ExportHeader.RecordHeaderBytes ? -1 : BinaryPrimitives.ReadInt32LittleEndian(records[16..]);
            if (length < 0 || length > records.Length - ExportHeader.RecordHeaderBytes)
            {
                throw Damaged($"holds a record that is longer than its part, before octet {_offset}");
            }

            var key = new IndexKey(BinaryPrimitives.ReadUInt64LittleEndian(records), BinaryPrimitives.ReadUInt64LittleEndian(records[8..]));
            if (_last is { } last && key <= last)
            {
                throw Damaged($"is out of order before octet {_offset}");
            }

            each(key, records.Slice(ExportHeader.RecordHeaderBytes, length));
            _last = key;
            _records++;
            records = records[(ExportHeader.RecordHeaderBytes + length)..];
        }
    }

    private void Take(Span<byte> into)
    {
        if (into.Length > _seal.Octets - _offset || _file.Read(_offset, into) != into.Length)
        {
            throw Damaged("ends too early");
        }

        _register = Crc32C.Continue(_register, into);
        _offset += into.Length;
    }

    private StorageFaultException Damaged(string what) => new($"{_place}: the export {what}: use the one before it.");
}
