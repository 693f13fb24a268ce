using System.Buffers;
using MailStore.Log.Records;

namespace MailStore.Engine.Messages;

/// <summary>
/// Pieces of messages that were read lately, or made of them: facts, headers as some client asks for them. A body never changes and its id is never
/// used again, so nothing here goes stale; what is not here is read or made again. Whoever lists a mailbox asks for the same small pieces time and
/// again, and two reads of the file for each were most of such an answer.
/// </summary>
internal sealed class PieceCache
{
    /// <summary>What was stored beside a body. Other kinds are anybody's, as numbers that nobody else hits on.</summary>
    public static readonly UInt128 Facts = UInt128.Zero;

    /// <summary>A larger one is read again: it would push out a hundred others.</summary>
    private const int PieceBytesMax = 16 * 1024;

    private const int ShardCount = 16;

    private readonly PieceShard[] _shards = new PieceShard[ShardCount];

    /// <param name="bytesMax">Memory at most, taken piece by piece as it is needed.</param>
    public PieceCache(int bytesMax)
    {
        for (var number = 0; number < ShardCount; number++)
        {
            _shards[number] = new(bytesMax / ShardCount);
        }
    }

    public bool TryRead(LogAddress body, UInt128 kind, IBufferWriter<byte> into)
    {
        var hash = HashOf(body, kind);
        return ShardOf(hash).TryRead(hash, body, kind, into);
    }

    public void Keep(LogAddress body, UInt128 kind, ReadOnlySpan<byte> octets)
    {
        if (octets.Length is > 0 and <= PieceBytesMax)
        {
            var hash = HashOf(body, kind);
            ShardOf(hash).Keep(hash, body, kind, octets);
        }
    }

    // Fibonacci's: bodies lie at multiples of a block, and the high bits of the product are the well mixed ones.
    private static uint HashOf(LogAddress body, UInt128 kind) => (uint)(((body.Value ^ (ulong)kind) * 0x9E37_79B9_7F4A_7C15) >> 32);

    private PieceShard ShardOf(uint hash) => _shards[hash % ShardCount];
}
