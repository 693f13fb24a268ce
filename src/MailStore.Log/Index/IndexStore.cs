using FASTER.core;
using MailStore.Log.Devices;

namespace MailStore.Log.Index;

/// <summary>FASTER, set up as the index uses it, with the parts around it. What is made together ends together.</summary>
internal sealed class IndexStore : IDisposable
{
    public IndexStore(IStorage storage, IndexOptions options, IndexShape shape, uint generation)
    {
        Shape = shape;
        Fault = new(storage.Place);
        Segments = new(storage, generation, shape);
        Thread = options.IsStepped ? null : new(storage.Place);
        Device = new(Segments, Fault, Thread);
        Functions = new(shape.ValueBytesMax);
        Faster = new(
            shape.Buckets,
            new LogSettings
            {
                LogDevice = Device,
                PageSizeBits = shape.PageBits,
                SegmentSizeBits = shape.SegmentBits,
                MemorySizeBits = options.MemoryBits(shape),
            },
            new CheckpointSettings { CheckpointManager = Metadata },
            comparer: new IndexKeyHash(),
            variableLengthStructSettings: new() { valueLength = new IndexValueLength() },
            concurrencyControlMode: ConcurrencyControlMode.RecordIsolation);
    }

    public IndexShape Shape { get; }

    public IndexFault Fault { get; }

    public CrcSegments Segments { get; }

    public IndexThread? Thread { get; }

    public CrcDevice Device { get; }

    public LogMetadata Metadata { get; } = new();

    public IndexFunctions Functions { get; }

    public FasterKV<IndexKey, IndexValue> Faster { get; }

    public IndexSession NewSession() => new(Faster, Functions);

    public void Dispose()
    {
        // The thread ends first: it writes from FASTER's memory.
        Thread?.Close();
        Faster.Dispose();
        Device.Dispose();
        Segments.Dispose();
    }
}
