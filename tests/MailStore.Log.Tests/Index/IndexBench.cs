using MailStore.Log.Index;
using MailStore.Testing.Storage;

namespace MailStore.Log.Tests.Index;

/// <summary>An index on a simulated disk, and what tests of it do over and over.</summary>
internal sealed class IndexBench : IDisposable
{
    /// <summary>Small pages, little memory: records leave memory soon and segments are many.</summary>
    public static readonly IndexOptions Small = new() { MemoryBytes = 64 * 1024, Buckets = 16, ValueBytesMax = 3900, IsStepped = true };

    private readonly IndexBuffer _buffer = new();

    public IndexBench(IndexOptions? options = null, ulong seed = 1)
    {
        Options = options ?? Small;
        Disk = new(new() { Seed = seed });
        Storage = Disk.Mount();
        Index = FasterIndex.Create(Storage, Options);
    }

    public IndexOptions Options { get; }

    public SimDisk Disk { get; }

    public SimStorage Storage { get; private set; }

    public FasterIndex Index { get; private set; }

    public static IndexKey Key(ulong item) => new(1, 7, item);

    /// <summary>Octets that follow from key and version, so that a mixture of two versions or two keys is seen.</summary>
    public static byte[] Value(ulong item, int version, int length)
    {
        var octets = new byte[length];
        var state = (item * 0x9E37_79B9_7F4A_7C15) + (ulong)version;
        for (var i = 0; i < length; i++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            octets[i] = (byte)(state >> 56);
        }

        return octets;
    }

    public void Put(ulong item, int version, int length) => Index.Put(Key(item), Value(item, version, length));

    public byte[]? Read(ulong item) => Index.TryRead(Key(item), _buffer) ? _buffer.Span.ToArray() : null;

    public byte[] Checkpoint() => Wait(Index.BeginCheckpoint());

    public static byte[] Wait(Task<byte[]> checkpoint) => checkpoint.GetAwaiter().GetResult();

    /// <summary>The process ends without a word and another starts.</summary>
    public void Reopen(byte[] checkpoint)
    {
        Index.Dispose();
        Storage = Disk.Mount();
        Index = FasterIndex.Open(Storage, checkpoint, Options);
    }

    public void Dispose() => Index.Dispose();
}
