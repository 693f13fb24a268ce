using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Indexes;

/// <summary>
/// All records in memory. A checkpoint is one file: a hash of what follows, then of each record space, item, length and octets;
/// its description is its name and that hash.
/// </summary>
internal sealed class PlainIndex(IStorage storage, int made) : IVolumeIndex
{
    public const string Prefix = "m-";
    private const int RecordHead = 20;

    private readonly Dictionary<IndexKey, byte[]> _records = [];
    private int _made = made;

    public static PlainIndex Open(IStorage storage, string checkpoint)
    {
        var name = checkpoint.Split(':')[0];
        using var file = storage.Open(name, WriteMode.ReadOnly);
        var octets = new byte[file.Length];
        if (file.Read(0, octets) != octets.Length || checkpoint != Describe(name, octets))
        {
            throw new StorageFaultException($"{storage.Place}/{name}: the checkpoint is not what was written.");
        }

        var index = new PlainIndex(storage, int.Parse(name[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture));
        index.Load(octets);
        return index;
    }

    public bool TryRead(in IndexKey key, IndexBuffer into)
    {
        if (!_records.TryGetValue(key, out var value))
        {
            return false;
        }

        into.Set(value);
        return true;
    }

    public void Put(in IndexKey key, ReadOnlySpan<byte> value) => _records[key] = value.ToArray();

    public void Delete(in IndexKey key) => _records.Remove(key);

    public Task<byte[]> BeginCheckpoint()
    {
        var octets = Save();
        string name;
        do
        {
            name = Prefix + (++_made).ToString("d8", CultureInfo.InvariantCulture);
        }
        while (storage.Exists(name)); // left behind by a crash

        using var file = storage.Create(name, WriteMode.Buffered);
        file.Write(0, octets);
        file.Flush();
        return Task.FromResult(Encoding.ASCII.GetBytes(Describe(name, octets)));
    }

    public void KeepOnly(IReadOnlyList<byte[]> checkpoints)
    {
        var kept = checkpoints.Select(checkpoint => Encoding.ASCII.GetString(checkpoint).Split(':')[0]).ToList();
        foreach (var name in storage.List().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !kept.Contains(name)))
        {
            storage.Delete(name);
        }
    }

    public IReadOnlyList<IndexKey> Keys() => [.. _records.Keys.Order()];

    public void Dispose()
    {
    }

    private static string Describe(string name, byte[] octets) => $"{name}:{Fingerprint.Of(octets):x16}";

    private byte[] Save()
    {
        var octets = new byte[_records.Values.Sum(value => RecordHead + value.Length)];
        var at = octets.AsSpan();
        foreach (var (key, value) in _records.OrderBy(record => record.Key))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(at, key.Space);
            BinaryPrimitives.WriteUInt64LittleEndian(at[8..], key.Item);
            BinaryPrimitives.WriteInt32LittleEndian(at[16..], value.Length);
            value.CopyTo(at[RecordHead..]);
            at = at[(RecordHead + value.Length)..];
        }

        return octets;
    }

    private void Load(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(octets[16..]);
            var key = new IndexKey(BinaryPrimitives.ReadUInt64LittleEndian(octets), BinaryPrimitives.ReadUInt64LittleEndian(octets[8..]));
            _records[key] = octets.Slice(RecordHead, length).ToArray();
            octets = octets[(RecordHead + length)..];
        }
    }
}
