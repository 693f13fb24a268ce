using System.Collections.Immutable;
using System.Security.Cryptography;
using MailStore.Abstractions.Accounts;
using MailStore.Engine.Accounts;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;

namespace MailStore.Engine.Volumes;

/// <summary>The volumes of one store, all of them or none.</summary>
internal sealed class VolumeSet : IDisposable
{
    private readonly EngineVolume[] _volumes;
    private readonly IClusterMap _map;

    private VolumeSet(EngineVolume[] volumes, IClusterMap map, UploadSetting uploads)
    {
        Uploads = uploads;
        _volumes = volumes;
        _map = map;
    }

    public IReadOnlyList<EngineVolume> All => _volumes;

    public UploadSetting Uploads { get; }

    /// <summary>Makes a store where nothing is yet.</summary>
    public static void Create(Func<int, IStorage> storages, int count, EngineOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, EngineId.SlotCount);
        var places = Enumerable.Range(0, count).Select(storages).ToArray();
        if (Array.Find(places, place => place.List().Count > 0) is { } taken)
        {
            throw new StoreFaultException($"{taken.Place} is not empty: create a store in an empty folder, or open the one that is there.");
        }

        var store = new Guid(RandomNumberGenerator.GetBytes(16));
        ImmutableArray<int> slots = [.. Enumerable.Range(0, EngineId.SlotCount).Select(slot => slot % count)];
        for (var number = 0; number < count; number++)
        {
            var identity = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
            Volume.Create(places[number], options.Volume with { Identity = identity });
            using (var volume = EngineVolume.Open(places[number], number, options with { Mode = Log.Commit.WriterMode.Stepped }, new(options.Limits, options.Analyst)))
            {
                volume.TrySubmit(new BearVolume(volume, store, number));
                volume.Volume.RunOnce();
            }

            // Last: a volume without it was not finished, and is not opened.
            StoreFile.Write(places[number], new(store, count, number, slots));
        }
    }

    public static VolumeSet Open(Func<int, IStorage> storages, EngineOptions options)
    {
        var places = new List<IStorage> { storages(0) };
        var first = StoreFile.Read(places[0]);
        Check(first, first, places[0], 0);
        for (var number = 1; number < first.Volumes; number++)
        {
            places.Add(storages(number));
            Check(first, StoreFile.Read(places[number]), places[number], number);
        }

        var volumes = new List<EngineVolume>();
        var uploads = new UploadSetting(options.Limits, options.Analyst);
        try
        {
            for (var number = 0; number < first.Volumes; number++)
            {
                volumes.Add(EngineVolume.Open(places[number], number, options, uploads));
            }
        }
        finally
        {
            // One that cannot be opened: the others are let go as they are.
            if (volumes.Count < first.Volumes)
            {
                volumes.ForEach(volume => volume.Abandon());
            }
        }

        return new([.. volumes], options.Map ?? new LocalClusterMap(first.Slots), uploads);
    }

    /// <summary>The volume of a slot; null if another node serves it.</summary>
    public EngineVolume? OfSlot(int slot) => _map.PlaceOf(slot) is { IsHere: true } place ? _volumes[place.Volume] : null;

    public EngineVolume? Of(AccountId account) => OfSlot(EngineId.SlotOf(account));

    public void Dispose()
    {
        foreach (var volume in _volumes)
        {
            volume.Dispose();
        }
    }

    public void Abandon()
    {
        foreach (var volume in _volumes)
        {
            volume.Abandon();
        }
    }

    private static void Check(StoreFile first, StoreFile store, IStorage place, int number)
    {
        if (store.Store != first.Store)
        {
            throw new StoreFaultException($"{place.Place} belongs to another store than volume 0: name the folders of one store.");
        }

        if (store.Number != number)
        {
            throw new StoreFaultException($"{place.Place} is volume {store.Number} of its store and was named as volume {number}: put the folders in their order.");
        }
    }
}
