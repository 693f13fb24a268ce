using MailStore.Abstractions.Accounts;
using MailStore.Engine;
using MailStore.Engine.Messages;
using MailStore.Engine.Volumes;
using MailStore.Log.Volumes;
using MailStore.Testing.Storage;

namespace MailStore.Transcripts.Drives;

/// <summary>The engine on a simulated disk: a restart closes and opens the store, a crash cuts the power under it.</summary>
internal sealed class EngineDrive(TimeProvider clock, bool cutsInput, bool restartsAfterOk) : IDrive
{
    // Small, since every script has a disk of its own.
    private readonly EngineOptions _options = new()
    {
        Time = clock,
        Analyst = new MimeAnalyst(),
        Volume = new VolumeOptions { SegmentBytes = 4 * 1024 * 1024, IndexMemoryBytes = 16 * 1024 * 1024, IndexBuckets = 1 << 8 },
    };

    private readonly SimDisk _disk = new(new SimDiskOptions());
    private MailEngine? _engine;

    public bool RestartsAfterOk => restartsAfterOk;

    public bool CutsInput => cutsInput;

    public ValueTask<IMailStore> OpenAsync()
    {
        var storage = _disk.Mount();
        MailEngine.Create(_ => storage, volumes: 1, _options);
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
        return _engine = MailEngine.Open(_ => storage, _options);
    }
}
