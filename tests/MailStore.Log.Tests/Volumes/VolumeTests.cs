using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Recovery;
using MailStore.Log.Tests.Ledger;
using MailStore.Log.Volumes;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Volumes;

public sealed class VolumeTests
{
    private readonly SimDisk _disk = new(new SimDiskOptions());

    [Fact]
    public void What_was_committed_is_there_after_a_clean_close()
    {
        using (var ledger = LedgerVolume.Create(_disk.Mount()))
        {
            ledger.Write("one", "two", "three");
        }

        using var again = LedgerVolume.Open(_disk.Mount());
        Assert.Equal(["one", "two", "three"], again.Lines);
    }

    [Fact]
    public void What_was_committed_is_there_after_a_power_cut()
    {
        var ledger = LedgerVolume.Create(_disk.Mount());
        ledger.Write("one", "two", "three");
        _disk.CutPower();

        using var again = LedgerVolume.Open(_disk.Mount());
        Assert.Equal(["one", "two", "three"], again.Lines);
    }

    [Fact]
    public void What_was_only_submitted_is_not_there()
    {
        var ledger = LedgerVolume.Create(_disk.Mount());
        ledger.Write("one");
        var waiting = ledger.Submit("two");
        ledger.Volume.Abandon();
        Assert.False(waiting.IsCommitted);
        Assert.NotNull(waiting.Fault);

        using var again = LedgerVolume.Open(_disk.Mount());
        Assert.Equal(["one"], again.Lines);
    }

    [Fact]
    public void A_batch_that_fails_after_the_volume_was_stopped_is_told_so()
    {
        var ledger = LedgerVolume.Create(_disk.Mount());
        var stopping = new LedgerRequest(_ =>
        {
            // Stands for another thread that gives the volume up just now.
            ledger.Volume.Abandon();
            throw new StorageFaultException("The disk is gone.");
        });
        Assert.True(ledger.Volume.TrySubmit(stopping));
        ledger.Volume.RunOnce();
        Assert.False(stopping.IsCommitted);
        Assert.NotNull(stopping.Fault);
    }

    [Fact]
    public void It_goes_on_over_many_opens_and_segments()
    {
        LedgerVolume.Create(_disk.Mount()).Dispose();
        var expected = new List<string>();
        for (var round = 0; round < 20; round++)
        {
            var ledger = LedgerVolume.Open(_disk.Mount());
            Assert.Equal(expected, ledger.Lines);
            for (var i = 0; i < 10; i++)
            {
                var line = $"{round}.{i}";
                ledger.WriteBody(line, new byte[5000]);
                expected.Add(line);
            }

            if (round % 2 == 0)
            {
                ledger.Dispose();
            }
            else
            {
                ledger.Volume.Abandon();
            }
        }

        Assert.True(_disk.Snapshot().Count > 10);
    }

    [Fact]
    public void Requests_of_one_batch_see_each_other_and_readers_see_none_of_them_before_the_commit()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount());
        var seen = new List<int>();
        LedgerRequest? last = null;
        for (var i = 0; i < 5; i++)
        {
            last = ledger.Submit(batch =>
            {
                batch.AppendChange("x"u8);
                LedgerState.Add(batch.Index, "x"u8, LogAddress.None);
                seen.Add(LedgerState.Count(batch.Index));
                Assert.Equal(0, LedgerState.Count(ledger.Volume.Index));
            });
        }

        ledger.Finish(last!);
        Assert.Equal([1, 2, 3, 4, 5], seen);
        Assert.Equal(5, LedgerState.Count(ledger.Volume.Index));
    }

    [Fact]
    public void One_batch_is_one_write()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount());
        var before = _disk.Operations(SimOperation.Write);
        var requests = Enumerable.Range(0, 50).Select(i => ledger.Submit($"line {i}")).ToList();
        ledger.Finish(requests[^1]);
        Assert.All(requests, request => Assert.True(request.IsCommitted));
        Assert.Equal(1, _disk.Operations(SimOperation.Write) - before);
    }

    [Fact]
    public void A_batch_that_appends_nothing_is_no_write()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount());
        var before = _disk.Operations(SimOperation.Write);
        ledger.Finish(ledger.Submit(static _ => { }));
        Assert.Equal(0, _disk.Operations(SimOperation.Write) - before);
    }

    [Fact]
    public void A_failed_write_fails_all_who_wait_and_closes_the_volume_for_good()
    {
        var ledger = LedgerVolume.Create(_disk.Mount());
        ledger.Write("good");
        _disk.Plan(new PlannedFault(SimOperation.Write, SimFault.Error));
        var first = ledger.Submit("bad");
        var second = ledger.Submit("bad too");
        ledger.Volume.RunOnce();
        Assert.NotNull(first.Fault);
        Assert.NotNull(second.Fault);
        Assert.False(ledger.Volume.TrySubmit(new LedgerRequest(static _ => { })));
        Assert.IsType<StorageFaultException>(ledger.Volume.Fault);
        Assert.Single(ledger.State.Faults);
        ledger.Dispose();

        using var again = LedgerVolume.Open(_disk.Mount());

        // Whether the failed ones took place is known only now.
        Assert.Equal("good", again.Lines[0]);
    }

    [Fact]
    public void A_request_that_throws_closes_the_volume_and_leaves_nothing()
    {
        var ledger = LedgerVolume.Create(_disk.Mount());
        var good = ledger.Submit("in the same batch");
        var bad = ledger.Submit(static batch => throw new InvalidOperationException("broken"));
        ledger.Volume.RunOnce();
        Assert.NotNull(good.Fault);
        Assert.NotNull(bad.Fault);
        ledger.Dispose();

        using var again = LedgerVolume.Open(_disk.Mount());
        Assert.Empty(again.Lines);
    }

    [Fact]
    public void A_full_queue_refuses_at_once()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount(), LedgerVolume.Small with { QueueRequestsMax = 3 });
        for (var i = 0; i < 3; i++)
        {
            ledger.Submit("waits");
        }

        Assert.False(ledger.Volume.TrySubmit(new LedgerRequest(static _ => { })));
        ledger.Volume.RunOnce();
        Assert.True(ledger.Volume.TrySubmit(new LedgerRequest(static _ => { })));
    }

    [Fact]
    public void A_place_that_is_not_empty_is_never_made_a_volume()
    {
        var storage = _disk.Mount();
        storage.Create("something", WriteMode.Buffered).Dispose();
        var before = _disk.Snapshot();
        Assert.Throws<VolumeFaultException>(() => Volume.Create(storage, LedgerVolume.Small));
        Assert.Equal(before, _disk.Snapshot());
    }

    [Fact]
    public void A_place_without_a_volume_is_never_taken_for_an_empty_one()
    {
        var fault = Assert.Throws<VolumeFaultException>(() => LedgerVolume.Open(_disk.Mount()));
        Assert.Contains("holds no volume", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_disk.Snapshot());
    }

    [Fact]
    public async Task Many_writers_on_a_real_disk_are_all_there_after_a_reopen()
    {
        using var folder = new TemporaryFolder();
        using (var storage = FileStorage.Create(folder.Path))
        {
            Volume.Create(storage, LedgerVolume.Small);
            using var ledger = LedgerVolume.Open(storage, mode: WriterMode.Threaded);
            await Task.WhenAll(Enumerable.Range(0, 32).Select(writer => Task.Run(async () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    var request = ledger.Submit($"{writer}.{i}");
                    await request.Told;
                    Assert.True(request.IsCommitted);
                }
            })));
        }

        using var mounted = FileStorage.Open(folder.Path);
        using var again = LedgerVolume.Open(mounted);
        Assert.Equal(640, again.Lines.Distinct(StringComparer.Ordinal).Count());
    }
}
