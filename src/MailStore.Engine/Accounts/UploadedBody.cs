using System.Buffers;
using MailStore.Abstractions.Changes;
using MailStore.Log;
using MailStore.Log.Commit;
using MailStore.Log.Records;

namespace MailStore.Engine.Accounts;

/// <summary>
/// A body that was uploaded, for those who make messages of it: the requests of one append, or of a delivery to several volumes.
/// What follows the message's octets are its facts. The last one who is done with it gives the memory back.
/// </summary>
internal sealed class UploadedBody(
    UploadVolume[] volumes, ArrayPool<byte> buffers, byte[] buffer, int buffered, Queue<UploadFlight>? flights, QuotaHold hold)
{
    /// <summary>Frame header, and what the payload says before change and octets.</summary>
    private const int FrameOverheadBytes = 128;

    private int _requests = 1;
    private int _users = 1;
    private bool _isSentAhead;

    public Refusal Refusal { get; init; }

    public long Size { get; init; }

    public int FactsBytes { get; init; }

    public ReadOnlyMemory<ulong> ThreadKeys { get; init; }

    /// <summary>What a request that makes a message of it will append, about.</summary>
    public int BytesHint => 512 + (_isSentAhead ? 0 : buffered);

    /// <summary>So many requests use it from here on.</summary>
    public void UsedBy(int requests) => _users = _requests = requests;

    /// <summary>
    /// Sends what is in memory ahead as chunks, in requests of their own: a large append of many is not one huge batch then. False if
    /// a volume takes no more just now.
    /// </summary>
    public bool TrySendAhead()
    {
        if (Refusal != Refusal.None)
        {
            return true;
        }

        _isSentAhead = true;
        foreach (var volume in volumes)
        {
            for (var at = 0; at < buffered; at += volume.Host.ChunkBytes)
            {
                var octets = buffer.AsMemory(at, Math.Min(volume.Host.ChunkBytes, buffered - at));
                if (!volume.Host.TrySubmit(new ChunkRequest().Begin(volume.Chunks, octets)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>On the writer: the change and the body, in one frame if they fit into one.</summary>
    public LogAddress AppendTo(IBatch batch, IAccountHost host, ReadOnlySpan<byte> change)
    {
        var volume = volumes.Length == 1 && volumes[0].Host == host ? volumes[0] : Array.Find(volumes, one => one.Host == host);
        Invariant.Holds(volume is not null);
        if (!volume.HasChunks && buffered + change.Length + FrameOverheadBytes <= host.FrameBytesMax)
        {
            return batch.AppendBody(change, new ReadOnlySequence<byte>(buffer, 0, buffered), FactsBytes);
        }

        var chunks = volume.Chunks;
        for (var at = 0; at < buffered && !_isSentAhead; at += chunks.ChunkBytes)
        {
            batch.AppendChunk(chunks, buffer.AsSpan(at, Math.Min(chunks.ChunkBytes, buffered - at)));
        }

        return batch.AppendBody(change, chunks);
    }

    /// <summary>One of the requests is done with it, well or not.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) > 0)
        {
            return;
        }

        hold.Dispose();
        foreach (var volume in volumes)
        {
            volume.Dispose();
        }

        // Chunks were handed in before the message, so the writers of all volumes are done with them; but one that got no message
        // may not be, and then the memory is left to the collector.
        if (_requests >= volumes.Length)
        {
            buffers.Return(buffer);
            foreach (var flight in flights ?? [])
            {
                flight.Landed();
            }
        }
    }
}
