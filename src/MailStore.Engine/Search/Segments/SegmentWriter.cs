using System.Buffers.Binary;
using System.Text;
using MailStore.Abstractions.Messages;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Engine.Search.Segments;

/// <summary>Writes a segment from front to back; its head goes last, when all behind it is durable.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    private readonly IStorage _storage;
    private readonly SegmentName _name;
    private readonly IStorageFile _file;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly List<Section> _sections = [];
    private int _buffered;
    private bool _isWhole;
    private long _written;

    public SegmentWriter(IStorage storage, SegmentName name)
    {
        (_storage, _name) = (storage, name);
        if (storage.Exists(name.ToString()))
        {
            // What an interrupted one left, or what was found to be damaged.
            storage.Delete(name.ToString());
        }

        _file = storage.Create(name.ToString(), WriteMode.Buffered);
        Write(stackalloc byte[SegmentHead.Bytes]);
    }

    /// <summary>Where the next octet goes.</summary>
    public long Position { get; private set; }

    public void Write(scoped ReadOnlySpan<byte> octets)
    {
        Position += octets.Length;
        while (!octets.IsEmpty)
        {
            var piece = Math.Min(octets.Length, _buffer.Length - _buffered);
            octets[..piece].CopyTo(_buffer.AsSpan(_buffered));
            _buffered += piece;
            octets = octets[piece..];
            if (_buffered == _buffer.Length)
            {
                WriteBuffer();
            }
        }
    }

    public void WriteSection(SectionKind kind, ReadOnlySpan<byte> octets)
    {
        _sections.Add(new(kind, Crc32C.Compute(octets), Position, octets.Length));
        Write(octets);
    }

    /// <summary>i32 each.</summary>
    public void WriteSection(SectionKind kind, List<int> numbers)
    {
        var octets = new byte[numbers.Count * sizeof(int)];
        for (var at = 0; at < numbers.Count; at++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(octets.AsSpan(at * sizeof(int)), numbers[at]);
        }

        WriteSection(kind, octets);
    }

    public void WriteUnread(List<int> numbers)
    {
        if (numbers.Count > 0)
        {
            WriteSection(SectionKind.Unread, numbers);
        }
    }

    /// <summary>By the number of the piece.</summary>
    public void WriteColumns(byte[][] pieces)
    {
        for (var piece = 0; piece < pieces.Length; piece++)
        {
            WriteSection(SectionKind.Columns + (ushort)piece, pieces[piece]);
        }
    }

    public void WriteRecipe(string recipe)
    {
        if (recipe.Length > 0)
        {
            WriteSection(SectionKind.Recipe, Encoding.UTF8.GetBytes(recipe));
        }
    }

    /// <summary>It is durable when this returns.</summary>
    public SegmentHead Finish(int messages, Uid witness, long witnessSize, ulong witnessId, long textBytes)
    {
        var table = new byte[_sections.Count * Section.Bytes];
        for (var at = 0; at < _sections.Count; at++)
        {
            _sections[at].Write(table.AsSpan(at * Section.Bytes));
        }

        var sections = new Section(SectionKind.None, Crc32C.Compute(table), Position, table.Length);
        Write(table);
        WriteBuffer();
        _file.Flush();
        var head = new SegmentHead(_name, messages, sections, Position, witness, witnessSize, witnessId, textBytes);
        Span<byte> octets = stackalloc byte[SegmentHead.Bytes];
        head.Write(octets);
        _file.Write(0, octets);
        _file.Flush();
        _isWhole = true;
        return head;
    }

    /// <summary>What was not finished goes: on a disk that is full each attempt would leave a piece.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (_isWhole)
        {
            return;
        }

        try
        {
            _storage.Delete(_name.ToString());
        }
        catch (StorageFaultException)
        {
            // The same disk that it could not be written to. It has no head: who opens the mailbox after a restart says so and removes it.
        }
    }

    private void WriteBuffer()
    {
        if (_buffered > 0)
        {
            _file.Write(_written, _buffer.AsSpan(0, _buffered));
            _written += _buffered;
            _buffered = 0;
        }
    }
}
