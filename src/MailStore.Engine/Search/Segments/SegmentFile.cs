using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Engine.Search.Segments;

/// <summary>A segment, open for reading. Whatever is read of it is checked first.</summary>
internal sealed class SegmentFile : IDisposable
{
    private readonly IStorageFile _file;
    private readonly List<Section> _sections = [];

    private SegmentFile(IStorageFile file, SegmentHead head)
    {
        _file = file;
        Head = head;
        var table = Read(head.Sections);
        for (var at = 0; at + Section.Bytes <= table.Length; at += Section.Bytes)
        {
            _sections.Add(Section.Read(table.AsSpan(at)));
        }

        Documents = DocumentTable.Read(Read(SectionKind.Documents));
        Unindexed = MemoryMarshal.Cast<byte, int>(Read(SectionKind.Unindexed)).ToArray();
        Unread = MemoryMarshal.Cast<byte, int>(Read(SectionKind.Unread)).ToArray();
        Recipe = Encoding.UTF8.GetString(Read(SectionKind.Recipe));
        Demand(Documents.Count == head.Messages, "it does not have as many messages as it says");
    }

    public SegmentHead Head { get; }

    public SegmentName Name => Head.Name;

    public DocumentTable Documents { get; }

    /// <summary>Numbers of messages that were too much to be indexed.</summary>
    public int[] Unindexed { get; }

    /// <summary>Those of them that another start may read.</summary>
    public int[] Unread { get; }

    /// <summary>How the texts of attachments came about that it has the words of; empty if it has none.</summary>
    public string Recipe { get; }

    public int Messages => Head.Messages;

    /// <exception cref="SegmentFaultException">It is not what its name says, or not whole.</exception>
    /// <exception cref="StorageFaultException">It cannot be read.</exception>
    public static SegmentFile Open(IStorage storage, SegmentName name)
    {
        var file = storage.Open(name.ToString(), WriteMode.ReadOnly);
        SegmentFile? segment = null;
        try
        {
            var octets = new byte[SegmentHead.Bytes];
            Demand(file.Read(0, octets) == octets.Length && SegmentHead.TryRead(octets, out _), "its head is not whole");
            SegmentHead.TryRead(octets, out var head);
            Demand(head.Name == name, "it is of other messages than its name says");
            Demand(head.FileBytes == file.Length, "it has another length than it says");
            return segment = new(file, head);
        }
        finally
        {
            if (segment is null)
            {
                file.Dispose();
            }
        }
    }

    /// <summary>Empty if there is no such section.</summary>
    public byte[] Read(SectionKind kind)
    {
        var section = _sections.Find(section => section.Kind == kind);
        return section.Length == 0 ? [] : Read(section);
    }

    /// <summary>Of all columns.</summary>
    public long ColumnBytes => _sections.Sum(section => section.Kind is >= SectionKind.Columns and <= SectionKind.LastColumns ? section.Length : 0);

    /// <summary>By number, up to the highest one that is wanted; those that are not wanted, or not there, are empty.</summary>
    public byte[][] ReadColumns(uint wanted)
    {
        var pieces = new byte[32 - BitOperations.LeadingZeroCount(wanted)][];
        for (var piece = 0; piece < pieces.Length; piece++)
        {
            pieces[piece] = (wanted >> piece & 1) != 0 ? Read(SectionKind.Columns + (ushort)piece) : [];
        }

        return pieces;
    }

    /// <summary>By number; empty in segments of before there were any.</summary>
    public uint[] Identities()
    {
        var octets = Read(SectionKind.Identities);
        Demand(octets.Length == 0 || octets.Length == Messages * sizeof(uint), "its identities are not whole");
        return MemoryMarshal.Cast<byte, uint>(octets).ToArray();
    }

    public TermBlock[] Blocks(SectionKind dictionary)
    {
        var octets = Read(dictionary);
        var blocks = new TermBlock[octets.Length / TermBlock.Bytes];
        for (var at = 0; at < blocks.Length; at++)
        {
            blocks[at] = TermBlock.Read(octets.AsSpan(at * TermBlock.Bytes));
        }

        return blocks;
    }

    /// <summary>Reads all of it.</summary>
    /// <exception cref="SegmentFaultException">It is not whole.</exception>
    public void Verify()
    {
        foreach (var section in _sections)
        {
            Read(section);
        }

        for (var kind = SectionKind.BodyTerms; kind <= SectionKind.SubjectValues; kind++)
        {
            using var terms = new DictionaryReader(this, kind);
            terms.All(new ulong[(Messages + 63) / 64]);
        }
    }

    /// <summary>The day each message was sent on, by number.</summary>
    public int[] SentDays()
    {
        var octets = Read(SectionKind.SentDays);
        Demand(octets.Length == Messages * sizeof(int), "its days are not whole");
        var days = new int[Messages];
        for (var at = 0; at < days.Length; at++)
        {
            days[at] = BinaryPrimitives.ReadInt32LittleEndian(octets.AsSpan(at * sizeof(int)));
        }

        return days;
    }

    public void Read(long offset, Span<byte> into, uint checksum)
    {
        Demand(_file.Read(offset, into) == into.Length, "it ends too soon");
        Demand(Crc32C.Compute(into) == checksum, "a checksum does not fit");
    }

    public void Dispose() => _file.Dispose();

    private byte[] Read(in Section section)
    {
        Demand(section.Offset >= 0 && section.Length >= 0 && section.Length <= int.MaxValue && section.Offset + section.Length <= _file.Length, "a section lies outside of it");
        var octets = GC.AllocateUninitializedArray<byte>((int)section.Length);
        Read(section.Offset, octets, section.Checksum);
        return octets;
    }

    private static void Demand(bool isSound, string fault)
    {
        if (!isSound)
        {
            throw new SegmentFaultException(fault);
        }
    }
}
