using FASTER.core;
using MailStore.Log.Devices;

namespace MailStore.Bench.Contenders.Store;

/// <summary>A FASTER device on the same direct and synced files that our journal has: one file a segment, writes on the pool.</summary>
internal sealed class DirectDevice : StorageDeviceBase
{
    private readonly FileStorage _storage;
    private readonly Dictionary<int, IStorageFile> _files = [];

    public DirectDevice(string folder)
        : base(folder, 4096, Devices.CAPACITY_UNSPECIFIED)
    {
        _storage = FileStorage.Create(folder);
    }

    public override unsafe void WriteAsync(IntPtr sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object context) =>
        ThreadPool.UnsafeQueueUserWorkItem(_ =>
        {
            File(segmentId).Write((long)destinationAddress, new ReadOnlySpan<byte>((void*)sourceAddress, (int)numBytesToWrite));
            callback(0, numBytesToWrite, context);
        }, null);

    public override unsafe void ReadAsync(int segmentId, ulong sourceAddress, IntPtr destinationAddress, uint readLength, DeviceIOCompletionCallback callback, object context) =>
        ThreadPool.UnsafeQueueUserWorkItem(_ =>
        {
            var read = File(segmentId).Read((long)sourceAddress, new Span<byte>((void*)destinationAddress, (int)readLength));
            callback(0, (uint)read, context);
        }, null);

    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result) => callback(result);

    public override void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }

        _storage.Dispose();
    }

    private IStorageFile File(int segment)
    {
        lock (_files)
        {
            if (!_files.TryGetValue(segment, out var file))
            {
                file = _storage.Create($"s{segment}", WriteMode.Durable);
                _files.Add(segment, file);
            }

            return file;
        }
    }
}
