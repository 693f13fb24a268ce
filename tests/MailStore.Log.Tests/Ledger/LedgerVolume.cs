using System.Buffers;
using System.Text;
using MailStore.Log.Bodies;
using MailStore.Log.Commit;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Volumes;
using MailStore.Testing.Storage;
using MailStore.Testing.Time;
using Xunit;

namespace MailStore.Log.Tests.Ledger;

/// <summary>A volume with a ledger on it, driven step by step.</summary>
internal sealed class LedgerVolume : IDisposable
{
    public static readonly VolumeOptions Small = new()
    {
        Identity = 0x1234_5678_9ABC_DEF0,
        FrameBytesMax = 16 * 1024,
        SegmentBytes = 64 * 1024,
        BatchBytesMax = 32 * 1024,
        ZerosAheadBytes = 0,
    };

    private LedgerVolume(Volume volume, LedgerState state)
    {
        Volume = volume;
        State = state;
    }

    public Volume Volume { get; }

    public LedgerState State { get; }

    public IReadOnlyList<string> Lines => LedgerState.Lines(Volume.Index);

    public static LedgerVolume Create(IStorage storage, VolumeOptions? options = null, IIndexSource? indexes = null)
    {
        Volume.Create(storage, options ?? Small);
        return Open(storage, options, indexes: indexes);
    }

    /// <summary>Without an index on disk all of the journal is replayed; with one, what its checkpoint has not.</summary>
    public static LedgerVolume Open(IStorage storage, VolumeOptions? options = null, WriterMode mode = WriterMode.Stepped, IIndexSource? indexes = null)
    {
        var state = new LedgerState();
        return new LedgerVolume(Volume.Open(storage, state, options ?? Small, new ManualClock(), mode, indexes ?? new MemoryIndexSource()), state);
    }

    public LedgerRequest Submit(Action<IBatch> decide, int bytesHint = 256)
    {
        var request = new LedgerRequest(decide, bytesHint);
        Assert.True(Volume.TrySubmit(request));
        return request;
    }

    public LedgerRequest Submit(string line) => Submit(batch =>
    {
        batch.AppendChange(Encoding.UTF8.GetBytes(line));
        LedgerState.Add(batch.Index, Encoding.UTF8.GetBytes(line), LogAddress.None);
    });

    public LedgerRequest SubmitBody(string line, byte[] octets, int tailBytes = 0) => Submit(batch =>
    {
        var body = batch.AppendBody(Encoding.UTF8.GetBytes(line), new ReadOnlySequence<byte>(octets), tailBytes);
        LedgerState.Add(batch.Index, Encoding.UTF8.GetBytes(line), body);
    }, octets.Length + 256);

    /// <summary>A body in pieces, each in a batch of its own, as it arrives.</summary>
    public LogAddress WriteChunked(string line, int octets, int chunkBytes)
    {
        using var chunks = new ChunkList(chunkBytes);
        var body = Pattern(octets);
        for (var at = 0; at < octets; at += chunkBytes)
        {
            WriteChunk(chunks, body.AsSpan(at, Math.Min(chunkBytes, octets - at)).ToArray());
        }

        Finish(Submit(batch =>
        {
            var address = batch.AppendBody(Encoding.UTF8.GetBytes(line), chunks);
            LedgerState.Add(batch.Index, Encoding.UTF8.GetBytes(line), address);
        }));
        return LedgerState.BodyOf(Volume.Index, LedgerState.Count(Volume.Index));
    }

    public void WriteChunk(ChunkList chunks, byte[] octets) => Finish(Submit(batch => batch.AppendChunk(chunks, octets), octets.Length + 256));

    public static byte[] Pattern(int octets)
    {
        var pattern = new byte[octets];
        new Random(octets).NextBytes(pattern);
        return pattern;
    }

    /// <summary>Gives up the body of a line.</summary>
    public void Remove(int number, long octets) => Finish(Submit(batch =>
    {
        batch.AppendChange(LedgerState.Removal(number, octets));
        batch.Bodies.Release(LedgerState.BodyOf(batch.Index, number), octets);
    }));

    /// <summary>All requests one after the other, each durable before the next.</summary>
    public void Write(params string[] lines)
    {
        foreach (var line in lines)
        {
            Finish(Submit(line));
        }
    }

    public LogAddress WriteBody(string line, byte[] octets, int tailBytes = 0)
    {
        Finish(SubmitBody(line, octets, tailBytes));
        return LedgerState.BodyOf(Volume.Index, LedgerState.Count(Volume.Index));
    }

    public void Finish(LedgerRequest request)
    {
        while (Volume.RunOnce())
        {
        }

        Assert.Null(request.Fault);
        Assert.True(request.IsCommitted);
    }

    public byte[] ReadBody(LogAddress body)
    {
        using var reader = Volume.OpenBody(body);
        var octets = new byte[reader.Length];
        Assert.Equal(octets.Length, reader.Read(0, octets));
        return octets;
    }

    /// <summary>The tail of a body in one frame, without the rest.</summary>
    public byte[] ReadTail(LogAddress body, long from)
    {
        var tail = new ArrayBufferWriter<byte>();
        Assert.True(Volume.TryReadTail(body, from, tail));
        return tail.WrittenSpan.ToArray();
    }

    public void Dispose() => Volume.Dispose();
}
