using FASTER.core;
using MailStore.Log.Devices;

namespace MailStore.Log.Index;

/// <summary>
/// The device that FASTER writes its log to. Reads are done on the caller's thread, writes there too or on the index' own
/// thread. After the first fault nothing is written any more, and FASTER is told that all went well so that none of its loops
/// waits for ever: the latch, not an error code, keeps what it makes of it from leaving the index.
/// </summary>
internal sealed class CrcDevice : StorageDeviceBase
{
    private readonly CrcSegments _segments;
    private readonly IndexFault _fault;
    private readonly IndexThread? _thread;

    public CrcDevice(CrcSegments segments, IndexFault fault, IndexThread? thread)
        : base(segments.Place, CrcSegments.BlockBytes, capacity: -1)
    {
        _segments = segments;
        _fault = fault;
        _thread = thread;
    }

    public override void WriteAsync(
        nint sourceAddress, int segmentId, ulong destinationAddress, uint numBytesToWrite, DeviceIOCompletionCallback callback, object context)
    {
        var write = new DeviceWrite(sourceAddress, (uint)segmentId, (long)destinationAddress, (int)numBytesToWrite, callback, context);
        if (_thread == null)
        {
            Write(write);
        }
        else
        {
            _thread.Enqueue(this, write);
        }
    }

    public unsafe void Write(in DeviceWrite write)
    {
        if (!_fault.IsSet)
        {
            try
            {
                _segments.Write(write.Segment, write.Offset, new((void*)write.Source, write.Length));
            }
            catch (StorageFaultException fault)
            {
                _fault.Set(fault);
            }
        }

        write.Callback(0, (uint)write.Length, write.Context);
    }

    public override unsafe void ReadAsync(
        int segmentId, ulong sourceAddress, nint destinationAddress, uint readLength, DeviceIOCompletionCallback callback, object context)
    {
        var into = new Span<byte>((void*)destinationAddress, (int)readLength);
        try
        {
            _fault.ThrowIfSet();
            _segments.Read((uint)segmentId, (long)sourceAddress, into);
        }
        catch (StorageFaultException fault)
        {
            _fault.Set(fault);

            // FASTER parses what it finds. Zeros are no record, so it finds none.
            into.Clear();
        }

        callback(0, readLength, context);
    }

    /// <summary>Files go when the volume says so, and not when FASTER has no more use for them.</summary>
    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result) => callback(result);

    public override void Dispose()
    {
    }
}
