using FASTER.core;
using MailStore.Log.Records;

namespace MailStore.Bench.Contenders.Store;

/// <summary>
/// FasterLog. As shipped: its own device and commit files, all defaults. Safe: the best form that loses nothing on a device of
/// our own (direct and synced), commit records in the log itself and a commit file now and then. One task commits whatever was
/// enqueued while it committed last, which serves 64 writers better than 64 who commit.
/// </summary>
internal sealed class FasterLogJournal : IJournal
{
    private readonly IDevice _device;
    private readonly FasterLog _log;
    private readonly DeviceLogCommitCheckpointManager? _commits;
    private readonly SemaphoreSlim _enqueued = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _committer;
    private int _isAsked;
    private long _writes;

    public FasterLogJournal(string folder, bool isSafe)
    {
        Directory.CreateDirectory(folder);
        _device = isSafe ? new DirectDevice(Path.Combine(folder, "log")) : Devices.CreateLogDevice(Path.Combine(folder, "log"));
        _commits = isSafe
            ? new DeviceLogCommitCheckpointManager(new LocalStorageNamedDeviceFactory(), new DefaultCheckpointNamingScheme(folder), fastCommitThrottleFreq: 1000)
            : null;
        _log = new FasterLog(new FasterLogSettings { LogDevice = _device, LogCommitManager = _commits, FastCommitMode = isSafe, LogCommitDir = folder });
        _committer = Task.Run(CommitAsync);
    }

    public long Writes => Volatile.Read(ref _writes);

    public async ValueTask<LogAddress> AppendAsync(ReadOnlyMemory<byte> record)
    {
        var address = await _log.EnqueueAsync(record);
        if (Interlocked.Exchange(ref _isAsked, 1) == 0)
        {
            _enqueued.Release();
        }

        await _log.WaitForCommitAsync(address + 1);
        return new LogAddress((ulong)address);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _committer.GetAwaiter().GetResult();
        _log.Dispose();
        _commits?.Dispose();
        _device.Dispose();
        _stop.Dispose();
        _enqueued.Dispose();
    }

    private async Task CommitAsync()
    {
        try
        {
            while (true)
            {
                await _enqueued.WaitAsync(_stop.Token);
                Volatile.Write(ref _isAsked, 0);
                await _log.CommitAsync();
                Interlocked.Increment(ref _writes);
            }
        }
        catch (OperationCanceledException)
        {
            // The log is being closed.
        }
    }
}
