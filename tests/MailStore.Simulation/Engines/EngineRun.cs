using MailStore.Abstractions.Changes;
using MailStore.Engine;
using MailStore.Engine.Volumes;
using MailStore.Log.Devices;
using MailStore.Log.Volumes;
using MailStore.Simulation.Ledger;
using MailStore.Testing.Chance;
using MailStore.Testing.Memory;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;

namespace MailStore.Simulation.Engines;

/// <summary>
/// The engine on a simulated disk beside its twin in memory: the same ops, the same answers, and after each crash what the
/// engine holds is what the twin held before or after the op that was under way.
/// </summary>
internal sealed class EngineRun : IAsyncDisposable
{
    private readonly Dice _dice;
    private readonly ManualClock _clock = new();
    private readonly SimDisk _disk;
    private readonly EngineOptions _options;
    private readonly MemoryMailStore _twin;
    private readonly EngineLife _life = new();
    private MailEngine _engine;

    public EngineRun(ulong seed)
    {
        _dice = Dice.For(seed, "engine", 0);
        _disk = new(new() { Seed = seed, Rates = [new(SimFault.PowerCut, 6_000), new(SimFault.Error, 1_500), new(SimFault.Full, 500)] });
        _options = new()
        {
            Time = _clock,
            Volume = new VolumeOptions
            {
                SegmentBytes = 1024 * _dice.Between(600, 3000),
                CheckpointBytes = 1024 * _dice.Between(100, 3000),
                ZerosAheadBytes = 0,
                WriteBehindBytes = 0,
                IndexMemoryBytes = 4 * 1024 * 1024,
                IndexBuckets = 1 << 10,
            },
        };
        _twin = new(_clock);
        _disk.IsCalm = true;
        MailEngine.Create(_ => _disk.Mount(), 1, _options);
        _engine = Open();
    }

    public SimDisk Disk => _disk;

    public int Crashes { get; private set; }

    public int Done { get; private set; }

    public async Task RunAsync()
    {
        foreach (var owner in MailActor.Owners)
        {
            await _engine.CreateAccount(owner);
            await _twin.CreateAccount(owner);
        }

        _disk.IsCalm = false;
        for (var step = _dice.Between(30, 120); step > 0; step--)
        {
            _clock.Advance(TimeSpan.FromSeconds(_dice.Below(100)));
            await StepAsync(MailOp.Deal(_dice, MailActor.Owners.Count));
            if (_dice.Percent(2))
            {
                await RestartAsync();
            }
        }

        await RestartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Abandon();
        await _twin.DisposeAsync();
    }

    private async Task StepAsync(MailOp op)
    {
        string answer;
        try
        {
            answer = await new MailActor(_engine).DoAsync(op);
        }
        catch (Exception fault) when (fault is StoreUnavailableException or StorageFaultException)
        {
            await CrashAsync(op);
            return;
        }

        Done++;
        var wanted = await new MailActor(_twin).DoAsync(op);
        if (answer != wanted)
        {
            throw new LedgerException($"{op} gave \"{answer}\" and the twin says \"{wanted}\"");
        }
    }

    /// <param name="op">What was under way; each op is one change, so there is nothing between before and after.</param>
    private async Task CrashAsync(MailOp? op)
    {
        Crashes++;
        if (_dice.Percent(50))
        {
            _disk.CutPower();
        }

        _engine.Abandon();
        _engine = Open();
        var found = await MailPicture.OfAsync(_engine);
        var before = await MailPicture.OfAsync(_twin);
        if (op != null && !found.SequenceEqual(before))
        {
            await new MailActor(_twin).DoAsync(op);
        }

        await CompareAsync();
        await _life.LookAsync(_engine);
        _disk.IsCalm = false;
    }

    private async Task RestartAsync()
    {
        _disk.IsCalm = true;
        try
        {
            await CompareAsync();
            await _engine.DisposeAsync();
        }
        catch (Exception fault) when (fault is StoreUnavailableException or StorageFaultException)
        {
            // A checkpoint in the background met a fault before the weather calmed down.
            await CrashAsync(null);
            return;
        }

        _engine = Open();
        await CompareAsync();
        await _life.LookAsync(_engine);
        _disk.IsCalm = false;
    }

    private async Task CompareAsync()
    {
        var found = await MailPicture.OfAsync(_engine);
        var wanted = await MailPicture.OfAsync(_twin);
        if (!found.SequenceEqual(wanted))
        {
            var differences = found.Except(wanted).Select(line => $"engine: {line}").Concat(wanted.Except(found).Select(line => $"twin:   {line}"));
            throw new LedgerException($"the engine holds something else than its twin:\n{string.Join('\n', differences.Take(20))}");
        }
    }

    private MailEngine Open()
    {
        _disk.IsCalm = true;
        return MailEngine.Open(_ => _disk.Mount(), _options);
    }
}
