using System.Buffers.Binary;
using MailStore.Log.Devices;
using MailStore.Log.Records;

namespace MailStore.Log.Compaction;

/// <summary>
/// When each segment was last proven: file <c>scrub-0</c> or <c>scrub-1</c>, whichever is whole and later. Losing it costs one
/// scrub too many.
/// <code>
/// magic "MSSCRUB1" u64 | crc32c of what follows u32 | generation u32 | for each segment: number u32 | findings u32 | ticks (UTC) i64
/// </code>
/// </summary>
internal sealed class ScrubLog
{
    private const ulong MagicNumber = 0x3142_5552_4353_534D;
    private const int Head = 16;
    private const int EntryBytes = 16;
    private readonly IStorage _storage;
    private readonly SortedDictionary<uint, ScrubEntry> _entries = [];
    private uint _generation;

    public ScrubLog(IStorage storage)
    {
        _storage = storage;
        for (var slot = 0u; slot < 2; slot++)
        {
            Read(NameOf(slot));
        }
    }

    public ScrubEntry Of(uint segment) => _entries.GetValueOrDefault(segment);

    public void Set(uint segment, ScrubEntry entry) => _entries[segment] = entry;

    /// <summary>Of these segments; the others are gone.</summary>
    public void Save(IReadOnlySet<uint> segments)
    {
        foreach (var gone in _entries.Keys.Where(segment => !segments.Contains(segment)).ToList())
        {
            _entries.Remove(gone);
        }

        _generation++;
        var octets = new byte[Head + (_entries.Count * EntryBytes)];
        BinaryPrimitives.WriteUInt64LittleEndian(octets, MagicNumber);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(12), _generation);
        var at = octets.AsSpan(Head);
        foreach (var (segment, entry) in _entries)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(at, segment);
            BinaryPrimitives.WriteInt32LittleEndian(at[4..], entry.Findings);
            BinaryPrimitives.WriteInt64LittleEndian(at[8..], entry.Proven.UtcTicks);
            at = at[EntryBytes..];
        }

        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(8), Crc32C.Compute(octets.AsSpan(12)));
        var name = NameOf(_generation % 2);
        if (_storage.Exists(name))
        {
            _storage.Delete(name);
        }

        using var file = _storage.Create(name, WriteMode.Buffered);
        file.Write(0, octets);
        file.Flush();
    }

    private static string NameOf(uint slot) => $"scrub-{slot}";

    private void Read(string name)
    {
        if (!_storage.Exists(name))
        {
            return;
        }

        using var file = _storage.Open(name, WriteMode.ReadOnly);
        var octets = new byte[file.Length];
        var read = octets.AsSpan(0, file.Read(0, octets));
        if (read.Length < Head
            || BinaryPrimitives.ReadUInt64LittleEndian(read) != MagicNumber
            || BinaryPrimitives.ReadUInt32LittleEndian(read[8..]) != Crc32C.Compute(read[12..])
            || BinaryPrimitives.ReadUInt32LittleEndian(read[12..]) is var generation && generation <= _generation)
        {
            return;
        }

        _generation = generation;
        _entries.Clear();
        for (var at = read[Head..]; at.Length >= EntryBytes; at = at[EntryBytes..])
        {
            _entries[BinaryPrimitives.ReadUInt32LittleEndian(at)] = new ScrubEntry(
                new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(at[8..]), TimeSpan.Zero),
                BinaryPrimitives.ReadInt32LittleEndian(at[4..]));
        }
    }
}
