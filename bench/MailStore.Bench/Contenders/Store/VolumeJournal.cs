using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Records;
using MailStore.Log.Volumes;

namespace MailStore.Bench.Contenders.Store;

/// <summary>Ours: a whole volume with its index, each record a body of its own.</summary>
internal sealed class VolumeJournal : IJournal
{
    private static readonly byte[] Change = "appended"u8.ToArray();
    private readonly FileStorage _storage;
    private readonly Volume _volume;
    private readonly BatchCounter _batches = new();

    public VolumeJournal(string folder)
    {
        _storage = FileStorage.Create(folder);
        var options = new VolumeOptions { Identity = 1 };
        Volume.Create(_storage, options);
        _volume = Volume.Open(_storage, _batches, options, TimeProvider.System, WriterMode.Threaded);
    }

    public long Writes => _batches.Count;

    public ValueTask<LogAddress> AppendAsync(ReadOnlyMemory<byte> record) => _volume.AppendAsync(Change, record);

    public void Dispose()
    {
        _volume.Abandon();
        _storage.Dispose();
    }

    private sealed class BatchCounter : IVolumeState
    {
        public long Count { get; private set; }

        public void Replay(LogAddress address, ReadOnlySpan<byte> change, IReplay replay)
        {
        }

        public void Publish() => Count++;

        public void Closed(Exception fault) => Environment.FailFast("The volume closed under the benchmark.", fault);
    }
}
