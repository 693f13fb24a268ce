using System.Globalization;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;

namespace MailStore.Log.Recovery;

/// <summary>
/// The exports of a volume, <c>x-00000001</c> and on: the metadata of record. The newest is for whoever needs one, the one before
/// it for whoever finds it damaged; so the journal since the older one stays.
/// </summary>
internal sealed class Exports
{
    public const int Kept = 2;
    private const string Prefix = "x-";
    private readonly IStorage _storage;
    private ulong _floor;

    public Exports(IStorage storage)
    {
        _storage = storage;
        Measure();
    }

    /// <summary>Each kept export holds what lies before; none as long as there are not enough.</summary>
    public LogAddress Floor => new(Volatile.Read(ref _floor));

    /// <summary>The newest first.</summary>
    public IReadOnlyList<string> All => Names(_storage);

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<string> Names(IStorage storage) =>
        [.. storage.List().Where(name => TryNumber(name, out _)).OrderDescending(StringComparer.Ordinal)];

    /// <summary>Writes one of an index that nobody writes to, proves it, and lets the oldest go.</summary>
    public string Write(IVolumeIndex index, in ExportHeader header)
    {
        var number = All is [var newest, ..] && TryNumber(newest, out var last) ? last + 1 : 1;
        var name = Prefix + number.ToString("x8", CultureInfo.InvariantCulture);
        try
        {
            IndexExport.Write(index, _storage, name, header);
        }
        catch (StorageFaultException)
        {
            // Without a seal it is nothing, and in the way.
            if (_storage.Exists(name))
            {
                _storage.Delete(name);
            }

            throw;
        }

        foreach (var old in All.Skip(Kept))
        {
            _storage.Delete(old);
        }

        Measure();
        return name;
    }

    private static bool TryNumber(string name, out uint number)
    {
        number = 0;
        return name.StartsWith(Prefix, StringComparison.Ordinal)
            && name.Length == Prefix.Length + 8
            && uint.TryParse(name.AsSpan(Prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }

    private void Measure()
    {
        var places = new List<ulong>();
        foreach (var name in All)
        {
            try
            {
                using var reader = ExportReader.Open(_storage, name);
                places.Add(reader.Header.Position.Value);
            }
            catch (StorageFaultException)
            {
                // A damaged one keeps nothing alive, and counts for nothing.
            }
        }

        Volatile.Write(ref _floor, places.Count < Kept ? 0 : places.Min());
    }
}
