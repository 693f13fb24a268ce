using MailStore.Log.Devices;
using MailStore.Log.Tests.Ledger;
using MailStore.Log.Volumes;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Volumes;

/// <summary>A batch is decided while the one before it is on its way to the disk.</summary>
public sealed class WriteBehindTests
{
    private static readonly VolumeOptions Behind = LedgerVolume.Small with { WriteBehindBytes = 0 };
    private readonly SimDisk _disk = new(new SimDiskOptions());

    [Fact]
    public void What_is_decided_meanwhile_is_seen_and_told_only_when_it_is_durable_itself()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount(), Behind);
        var (one, two) = (ledger.Submit("one"), ledger.Submit("two"));
        Assert.True(ledger.Volume.RunOnce());
        Assert.False(one.IsCommitted);

        var three = ledger.Submit(batch =>
        {
            // It reads what is on its way, though no reader does yet.
            Assert.Equal(2, LedgerState.Count(batch.Index));
            LedgerState.Add(batch.Index, "three"u8, default);
            batch.AppendChange("three"u8);
        });
        Assert.True(ledger.Volume.RunOnce());
        Assert.Equal(0, LedgerState.Count(ledger.Volume.Index));

        Assert.True(ledger.Volume.RunOnce());
        Assert.True(one.IsCommitted && two.IsCommitted);
        Assert.False(three.IsCommitted);
        Assert.Equal(["one", "two"], ledger.Lines);

        Assert.True(ledger.Volume.RunOnce());
        Assert.True(three.IsCommitted);
        Assert.Equal(["one", "two", "three"], ledger.Lines);
    }

    [Fact]
    public void A_fault_of_the_disk_fails_both_batches()
    {
        var ledger = LedgerVolume.Create(_disk.Mount(), Behind);
        ledger.Write("zero");
        var (one, two) = (ledger.Submit("one"), ledger.Submit("two"));
        ledger.Volume.RunOnce();
        var three = ledger.Submit("three");
        ledger.Volume.RunOnce();
        _disk.CutPower();
        Assert.True(ledger.Volume.RunOnce());

        Assert.All([one, two, three], request => Assert.NotNull(request.Fault));
        Assert.NotNull(ledger.Volume.Fault);
        using var again = LedgerVolume.Open(_disk.Mount(), Behind);
        Assert.Equal(["zero"], again.Lines);
    }

    [Fact]
    public void A_power_cut_keeps_the_first_of_two_batches_and_not_the_second()
    {
        var ledger = LedgerVolume.Create(_disk.Mount(), Behind);
        var (one, _) = (ledger.Submit("one"), ledger.Submit("two"));
        ledger.Volume.RunOnce();
        ledger.Submit("three");
        ledger.Volume.RunOnce();
        ledger.Volume.RunOnce();
        Assert.True(one.IsCommitted);
        _disk.CutPower();

        using var again = LedgerVolume.Open(_disk.Mount(), Behind);
        Assert.Equal(["one", "two"], again.Lines);
    }

    [Fact]
    public void A_batch_that_needs_a_new_segment_waits_for_the_one_before()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount(), Behind);
        var octets = LedgerVolume.Pattern(9000);
        for (var round = 0; round < 20; round++)
        {
            var requests = Enumerable.Range(0, 3).Select(number => ledger.SubmitBody($"{round}.{number}", octets)).ToList();
            ledger.Volume.RunOnce();
            requests.Add(ledger.SubmitBody($"{round}.3", octets));
            ledger.Volume.RunOnce();
            requests.Add(ledger.SubmitBody($"{round}.4", octets));
            ledger.Finish(requests[^1]);
            Assert.All(requests, request => Assert.True(request.IsCommitted));
        }

        Assert.Equal(100, LedgerState.Count(ledger.Volume.Index));
        for (var number = 1; number <= 100; number++)
        {
            Assert.Equal(octets, ledger.ReadBody(LedgerState.BodyOf(ledger.Volume.Index, number)));
        }
    }

    [Fact]
    public void A_large_batch_leaves_half_of_what_waits_for_the_next()
    {
        var wide = new VolumeOptions { Identity = Behind.Identity, SegmentBytes = 16 * 1024 * 1024, ZerosAheadBytes = 0 };
        using var ledger = LedgerVolume.Create(_disk.Mount(), wide);
        var octets = LedgerVolume.Pattern(200 * 1024);
        var requests = Enumerable.Range(0, 16).Select(number => ledger.SubmitBody($"{number}", octets)).ToList();
        while (!requests[0].IsCommitted)
        {
            Assert.True(ledger.Volume.RunOnce());
        }

        // All of 3.2 MB waited: one batch has half of it, and the next one is decided and not durable.
        Assert.InRange(requests.Count(request => request.IsCommitted), 7, 8);
        ledger.Finish(requests[^1]);
        Assert.All(requests, request => Assert.True(request.IsCommitted));
    }

    [Fact]
    public void A_fence_runs_when_nothing_is_on_its_way()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount(), Behind);
        var (one, two) = (ledger.Submit("one"), ledger.Submit("two"));
        ledger.Volume.RunOnce();
        ledger.Volume.Checkpoint();
        Assert.True(one.IsCommitted && two.IsCommitted);
        Assert.Equal(["one", "two"], ledger.Lines);
    }

    [Fact]
    public void A_clean_close_brings_home_what_is_on_its_way()
    {
        var ledger = LedgerVolume.Create(_disk.Mount(), Behind);
        ledger.Submit("one");
        ledger.Submit("two");
        ledger.Volume.RunOnce();
        var three = ledger.Submit("three");
        ledger.Dispose();
        Assert.True(three.IsCommitted);

        using var again = LedgerVolume.Open(_disk.Mount(), Behind);
        Assert.Equal(["one", "two", "three"], again.Lines);
    }

    [Fact]
    public async Task Threads_of_their_own_lose_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("mailstore-behind").FullName;
        try
        {
            using (var storage = FileStorage.Create(Path.Combine(folder, "v")))
            {
                var options = Behind with { SegmentBytes = 1024 * 1024, BatchBytesMax = 256 * 1024 };
                Volume.Create(storage, options);
                using var ledger = LedgerVolume.Open(storage, options, Log.Commit.WriterMode.Threaded);
                var octets = LedgerVolume.Pattern(9000);
                await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
                {
                    for (var number = 0; number < 40; number++)
                    {
                        await ledger.Volume.AppendAsync("a line"u8.ToArray(), octets);
                    }
                })));
            }

            using var opened = FileStorage.Open(Path.Combine(folder, "v"));
            using var again = LedgerVolume.Open(opened, Behind);
            Assert.Equal(640, LedgerState.Count(again.Volume.Index));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
