using MailStore.Abstractions.Accounts;
using MailStore.Engine;
using MailStore.Engine.Access;
using MailStore.Engine.Messages;
using MailStore.Engine.Volumes;
using MailStore.Log.Volumes;
using MailStore.Testing.Storage;

namespace MailStore.Transcripts.Drives;

/// <summary>The engine on a simulated disk: a restart closes and opens the store, a crash cuts the power under it.</summary>
internal sealed class EngineDrive(TimeProvider clock) : IDrive
{
    private const int SmallFrameBytes = 16 * 1024;

    private readonly SimDisk _disk = new(new SimDiskOptions());
    private MailEngine? _engine;

    public IAccessRules Access { get; init; } = OwnerRules.Instance;

    public bool RestartsAfterOk { get; init; }

    public bool CutsInput { get; init; }

    /// <summary>Whatever the sizes are and however requests are committed, it says the same: bodies in many chunks, one request a commit.</summary>
    public bool IsSmall { get; init; }

    // Small, since every script has a disk of its own.
    private EngineOptions Options => new()
    {
        Time = clock,
        Access = Access,
        Analyst = new MimeAnalyst(),
        Volume = IsSmall
            ? new VolumeOptions { FrameBytesMax = SmallFrameBytes, SegmentBytes = 256 * 1024, BatchBytesMax = 2 * SmallFrameBytes, BatchRequestsMax = 1, ZerosAheadBytes = 0, IndexMemoryBytes = 16 * 1024 * 1024, IndexBuckets = 1 << 4 }
            : new VolumeOptions { SegmentBytes = 4 * 1024 * 1024, IndexMemoryBytes = 16 * 1024 * 1024, IndexBuckets = 1 << 8 },
    };

    public ValueTask<IMailStore> OpenAsync()
    {
        var storage = _disk.Mount();
        MailEngine.Create(_ => storage, volumes: 1, Options);
        return new(Open());
    }

    public async ValueTask<IMailStore> RestartAsync()
    {
        await _engine!.DisposeAsync();
        return Open();
    }

    public ValueTask<IMailStore> CrashAsync()
    {
        _disk.CutPower();
        _engine!.Abandon();
        return new(Open());
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    private MailEngine Open()
    {
        var storage = _disk.Mount();
        return _engine = MailEngine.Open(_ => storage, Options);
    }
}
