using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Index;

/// <summary>
/// An index in step mode on a disk that fails: after each end, whatever it was, the last checkpoint that was told must hold
/// exactly what had been put before it.
/// </summary>
public sealed class IndexSimulationTests
{
    private const int Seeds = 40;
    private const int Lives = 6;
    private const int Records = 120;

    [Fact]
    public void The_last_checkpoint_holds_exactly_what_was_put_before_it_whatever_the_end()
    {
        var faults = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            faults += Run(seed).Faults;
        }

        Assert.True(faults > Seeds, $"only {faults} lives ended by a fault");
    }

    [Fact]
    public void A_seed_replays_a_run_to_the_last_operation()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            Assert.Equal(Run(seed), Run(seed));
        }
    }

    private static (ulong Trace, int Faults) Run(int seed)
    {
        var dice = new Random(seed);
        var disk = new SimDisk(new() { Seed = (ulong)seed });
        var storage = disk.Mount();
        var model = new Dictionary<ulong, byte[]>();
        var faults = 0;
        byte[] last, previous = [];
        using (var first = FasterIndex.Create(storage, IndexBench.Small))
        {
            last = IndexBench.Wait(first.BeginCheckpoint());
        }

        for (var life = 0; life < Lives; life++)
        {
            var now = new Dictionary<ulong, byte[]>(model);
            var struck = Struck(disk);
            try
            {
                // A fault that was planned for the life before may strike here: opening is a thing that fails too.
                using var index = FasterIndex.Open(storage, last, IndexBench.Small);
                Check(seed, index, model);
                disk.Plan(new(SimOperation.Any, dice.Next(3) == 0 ? SimFault.Error : SimFault.PowerCut, "m-", After: dice.Next(1000)));
                Live(dice, index, now, checkpoint =>
                {
                    (previous, last, model) = (last, checkpoint, new(now));
                    index.KeepOnly([previous, last]);
                });
                disk.CutPower();
            }
            catch (StorageFaultException fault)
            {
                Assert.True(Struck(disk) > struck, $"seed {seed}: refused without a reason: {fault.Message}");
                faults++;
                disk.CutPower();
            }

            storage = disk.Mount();
        }

        return (disk.TraceHash, faults);
    }

    private static long Struck(SimDisk disk) => disk.Faults(SimFault.Error) + disk.Faults(SimFault.PowerCut);

    private static void Live(Random dice, FasterIndex index, Dictionary<ulong, byte[]> model, Action<byte[]> told)
    {
        for (var i = 0; i < 600; i++)
        {
            var item = (ulong)dice.Next(Records);
            switch (dice.Next(20))
            {
                case 0:
                    index.Delete(IndexBench.Key(item));
                    model.Remove(item);
                    break;
                case 1:
                    told(IndexBench.Wait(index.BeginCheckpoint()));
                    break;
                default:
                    model[item] = IndexBench.Value(item, dice.Next(), dice.Next(1200));
                    index.Put(IndexBench.Key(item), model[item]);
                    break;
            }
        }
    }

    private static void Check(int seed, FasterIndex index, Dictionary<ulong, byte[]> model)
    {
        var buffer = new IndexBuffer();
        for (var item = 0UL; item < Records; item++)
        {
            var isThere = index.TryRead(IndexBench.Key(item), buffer);
            Assert.True(isThere == model.ContainsKey(item) && (!isThere || buffer.Span.SequenceEqual(model[item])), $"seed {seed}: record {item}");
        }
    }
}
