using MailStore.Engine.Volumes;
using MailStore.Log.Volumes;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Engine.Tests.Volumes;

public sealed class StoreFileTests
{
    private readonly EngineOptions _options = new()
    {
        Volume = new VolumeOptions { SegmentBytes = 4 * 1024 * 1024, IndexMemoryBytes = 4 * 1024 * 1024, IndexBuckets = 1 << 10 },
    };

    private readonly SimDisk[] _disks = [.. Enumerable.Range(0, 2).Select(number => new SimDisk(new SimDiskOptions { Place = $"sim:v{number}" }))];

    [Fact]
    public void An_empty_place_is_no_store()
    {
        var fault = Assert.Throws<StoreFaultException>(() => Open());
        Assert.Equal("sim:v0 is empty: create a store there, or name the folder that holds one.", fault.Message);
        Assert.Empty(_disks[0].Snapshot());
    }

    [Fact]
    public void A_foreign_folder_is_neither_created_in_nor_opened()
    {
        using (var file = _disks[1].Mount().Create("letters.txt", Log.Devices.WriteMode.Buffered))
        {
            file.Flush();
        }

        Assert.Contains("is not empty", Assert.Throws<StoreFaultException>(Create).Message, StringComparison.Ordinal);
        Assert.Contains("holds no MailStore volume", Assert.Throws<StoreFaultException>(() => MailEngine.Open(_ => _disks[1].Mount(), _options)).Message, StringComparison.Ordinal);
        Assert.Equal(["letters.txt"], _disks[1].Snapshot().Keys);
        Assert.Empty(_disks[0].Snapshot());
    }

    [Fact]
    public void A_newer_format_is_refused_by_its_number_before_anything_else_of_it_is_read()
    {
        Create();
        _disks[0].Overwrite(StoreFile.Name, 8, [2, 0, 0, 0]);
        AssertUnchanged("has format 2, and this version reads up to 1");
    }

    [Fact]
    public void Damage_is_found()
    {
        Create();
        _disks[0].Flip(StoreFile.Name, 100, bit: 3);
        AssertUnchanged("is damaged");
    }

    [Fact]
    public void A_missing_volume_is_named()
    {
        Create();
        _disks[1] = new SimDisk(new SimDiskOptions { Place = "sim:v1" });
        AssertUnchanged("sim:v1 is empty");
    }

    [Fact]
    public void Volumes_in_the_wrong_order_are_named()
    {
        Create();
        Array.Reverse(_disks);
        AssertUnchanged("is volume 1 of its store and was named as volume 0");
    }

    [Fact]
    public void A_volume_of_another_store_is_named()
    {
        Create();
        var (first, second) = (_disks[0], _disks[1]);
        _disks[0] = new SimDisk(new SimDiskOptions { Place = "sim:other" });
        _disks[1] = new SimDisk(new SimDiskOptions { Place = "sim:other1" });
        Create();
        _disks[0] = first;
        AssertUnchanged("sim:other1 belongs to another store");
        Assert.NotNull(second);
    }

    [Fact]
    public async Task A_store_that_was_created_opens()
    {
        Create();
        await using var engine = Open();
        await foreach (var name in engine.ListAccountsAsync())
        {
            Assert.Fail($"{name} is in a new store.");
        }
    }

    private void Create() => MailEngine.Create(number => _disks[number].Mount(), 2, _options);

    private MailEngine Open() => MailEngine.Open(number => _disks[number].Mount(), _options);

    private void AssertUnchanged(string sentence)
    {
        var before = _disks.Select(disk => disk.Snapshot()).ToArray();
        Assert.Contains(sentence, Assert.Throws<StoreFaultException>(() => Open()).Message, StringComparison.Ordinal);
        Assert.All(_disks.Zip(before), pair => Assert.Equal(pair.Second, pair.First.Snapshot()));
    }
}
