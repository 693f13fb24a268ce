using System.Collections.Concurrent;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Messages;
using MailStore.Engine.Accounts;
using MailStore.Engine.Volumes;
using MailStore.Log.Volumes;
using MailStore.Testing.Storage;

namespace MailStore.Engine.Tests.Contract;

/// <summary>The engine on simulated disks, with sizes that let a small test fill segments.</summary>
internal sealed class EngineHome : IStoreHome
{
    private readonly SimDisk[] _disks;
    private readonly EngineOptions _options;
    private MailEngine _engine;

    /// <summary>What the operator was told.</summary>
    public ConcurrentQueue<string> Reported { get; } = new();

    public EngineHome(TimeProvider clock, IMessageAnalyst? analyst, EngineLimits? limits = null, int volumes = 2)
    {
        _options = new()
        {
            Time = clock,
            Analyst = analyst,
            Limits = limits ?? new(),
            Report = Reported.Enqueue,
            Volume = new VolumeOptions { SegmentBytes = 4 * 1024 * 1024, IndexMemoryBytes = 4 * 1024 * 1024, IndexBuckets = 1 << 10 },
        };
        _disks = [.. Enumerable.Range(0, volumes).Select(number => new SimDisk(new SimDiskOptions { Place = $"sim:v{number}" }))];
        MailEngine.Create(Mount, volumes, _options);
        _engine = Open();
    }

    public IMailStore Store => _engine;

    public MailEngine Engine => _engine;

    public IReadOnlyList<SimDisk> Disks => _disks;

    public async Task RestartAsync()
    {
        await _engine.DisposeAsync();
        _engine = Open();
    }

    public Task CrashAsync()
    {
        foreach (var disk in _disks)
        {
            disk.CutPower();
        }

        _engine.Abandon();
        _engine = Open();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private SimStorage Mount(int volume) => _disks[volume].Mount();

    private MailEngine Open() => MailEngine.Open(Mount, _options);
}
