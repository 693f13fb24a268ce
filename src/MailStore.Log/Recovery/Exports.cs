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

        // A broken one is none of those that are kept.
        var kept = Measure();
        foreach (var old in All.Where(old => kept.Count == Kept && !kept.Contains(old)))
        {
            _storage.Delete(old);
        }

        return name;
    }

    private static bool TryNumber(string name, out uint number)
    {
        number = 0;
        return name.StartsWith(Prefix, StringComparison.Ordinal)
            && name.Length == Prefix.Length + 8
            && uint.TryParse(name.AsSpan(Prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The newest one that a process wrote when it was ended, if there is such a one. It is nothing, and no damage.</summary>
    public static string? Unfinished(IStorage storage)
    {
        try
        {
            return Names(storage) is [var newest, ..] && ExportReader.IsUnfinished(storage, newest) ? newest : null;
        }
        catch (StorageFaultException)
        {
            // What cannot be read is damage, for whoever reads it.
            return null;
        }
    }

    /// <summary>Nobody writes one yet.</summary>
    public static void RemoveUnfinished(IStorage storage)
    {
        if (Unfinished(storage) is { } name)
        {
            storage.Delete(name);
        }
    }

    /// <returns>Those that are kept, the newest first.</returns>
    private List<string> Measure()
    {
        var (places, kept) = (new List<ulong>(), new List<string>());
        foreach (var name in All.TakeWhile(_ => kept.Count < Kept))
        {
            try
            {
                using var reader = ExportReader.Open(_storage, name);
                places.Add(reader.Header.Position.Value);
                kept.Add(name);
            }
            catch (StorageFaultException)
            {
                // A damaged one keeps nothing alive, and counts for nothing.
            }
        }

        Volatile.Write(ref _floor, places.Count < Kept ? 0 : places.Min());
        return kept;
    }
}
