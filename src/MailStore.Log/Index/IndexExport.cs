using System.Buffers.Binary;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Index;

/// <summary>
/// Writes all records of an index in key order into one sealed file. It is the metadata of record: not a page of FASTER's is
/// in it, and it is read back before it counts. To export beside a running writer, open its last checkpoint a second time.
/// </summary>
internal sealed class IndexExport
{
    private const int PartBytes = 256 * 1024;

    private readonly IStorageFile _file;
    private byte[] _part = new byte[PartBytes];
    private int _used = ExportHeader.PartHeaderBytes;
    private long _offset;
    private long _records;
    private uint _register = ~0u;

    private IndexExport(IStorageFile file)
    {
        _file = file;
    }

    /// <summary>For the thread that writes to the index; nothing is put meanwhile.</summary>
    /// <param name="name">A name that is not taken, such as <c>x-00000012</c>.</param>
    /// <param name="header">Up to where in the journal the index stands.</param>
    public static void Write(IVolumeIndex index, IStorage storage, string name, ExportHeader header)
    {
        using (var file = storage.Create(name, WriteMode.Buffered))
        {
            new IndexExport(file).Write(index, header);
        }

        ExportReader.Verify(storage, name);
    }

    private void Write(IVolumeIndex index, in ExportHeader header)
    {
        Span<byte> edge = stackalloc byte[Math.Max(ExportHeader.EncodedBytes, ExportSeal.EncodedBytes)];
        header.Encode(edge);
        Append(edge[..ExportHeader.EncodedBytes]);
        var value = new IndexBuffer();
        foreach (var key in index.Keys())
        {
            if (index.TryRead(key, value))
            {
                Add(key, value.Span);
            }
        }

        EndPart();
        edge.Clear();
        Append(edge[..ExportHeader.PartHeaderBytes]);
        new ExportSeal(_records, _offset, ~_register).Encode(edge);
        Append(edge[..ExportSeal.EncodedBytes]);
        _file.Flush();
    }

    private void Add(in IndexKey key, ReadOnlySpan<byte> value)
    {
        var length = ExportHeader.RecordHeaderBytes + value.Length;
        if (_used + length > _part.Length)
        {
            EndPart();
            if (_used + length > _part.Length)
            {
                _part = new byte[_used + length];
            }
        }

        var record = _part.AsSpan(_used, length);
        BinaryPrimitives.WriteUInt64LittleEndian(record, key.Space);
        BinaryPrimitives.WriteUInt64LittleEndian(record[8..], key.Item);
        BinaryPrimitives.WriteInt32LittleEndian(record[16..], value.Length);
        value.CopyTo(record[ExportHeader.RecordHeaderBytes..]);
        _used += length;
        _records++;
    }

    private void EndPart()
    {
        if (_used > ExportHeader.PartHeaderBytes)
        {
            var records = _part.AsSpan(ExportHeader.PartHeaderBytes, _used - ExportHeader.PartHeaderBytes);
            BinaryPrimitives.WriteInt32LittleEndian(_part, records.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(_part.AsSpan(4), Crc32C.Compute(records));
            Append(_part.AsSpan(0, _used));
            _used = ExportHeader.PartHeaderBytes;
        }
    }

    private void Append(ReadOnlySpan<byte> octets)
    {
        _register = Crc32C.Continue(_register, octets);
        _file.Write(_offset, octets);
        _offset += octets.Length;
    }
}
