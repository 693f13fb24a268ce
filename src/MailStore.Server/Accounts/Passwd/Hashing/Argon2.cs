using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MailStore.Server.Accounts.Passwd.Hashing;

/// <summary>Argon2i and Argon2id of version 1.3, RFC 9106: memory that has to be filled makes a guess dear. Lanes are filled one after the other.</summary>
/// <param name="isIndependent">Argon2i: which memory is read never depends on the password.</param>
/// <param name="memory">KiB.</param>
internal sealed class Argon2(bool isIndependent, int memory, int passes, int lanes)
{
    private const int Version = 0x13;
    private const int Slices = 4;
    private const int BlockBytes = 1024;
    private const int BlockWords = BlockBytes / 8;
    private const int StartBytes = Blake2b.DigestBytesMax;

    private readonly int _laneBlocks = memory / (Slices * lanes) * Slices;

    private int SegmentBlocks => _laneBlocks / Slices;

    public byte[] Digest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int length)
    {
        var blocks = new ulong[_laneBlocks * lanes * BlockWords];
        Start(blocks, password, salt, length);
        for (var pass = 0; pass < passes; pass++)
        {
            for (var slice = 0; slice < Slices; slice++)
            {
                for (var lane = 0; lane < lanes; lane++)
                {
                    Fill(blocks, pass, slice, lane);
                }
            }
        }

        // RFC 9106 §3.2, steps 7 and 8.
        var last = Block(blocks, 0, _laneBlocks - 1);
        for (var lane = 1; lane < lanes; lane++)
        {
            Xor(last, Block(blocks, lane, _laneBlocks - 1));
        }

        var digest = new byte[length];
        Span<byte> octets = stackalloc byte[BlockBytes];
        ToOctets(last, octets);
        LongHash(octets, digest);
        return digest;
    }

    // RFC 9106 §3.2, steps 1 to 4.
    private void Start(ulong[] blocks, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int length)
    {
        byte[] all = [.. Octets(lanes), .. Octets(length), .. Octets(memory), .. Octets(passes), .. Octets(Version), .. Octets(isIndependent ? 1 : 2),
            .. Octets(password.Length), .. password, .. Octets(salt.Length), .. salt, .. Octets(0), .. Octets(0)];
        Span<byte> seed = stackalloc byte[StartBytes + 8];
        Blake2b.Hash(all, seed[..StartBytes]);
        Span<byte> octets = stackalloc byte[BlockBytes];
        for (var lane = 0; lane < lanes; lane++)
        {
            for (var column = 0; column < 2; column++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(seed[StartBytes..], column);
                BinaryPrimitives.WriteInt32LittleEndian(seed[(StartBytes + 4)..], lane);
                LongHash(seed, octets);
                var block = Block(blocks, lane, column);
                for (var word = 0; word < BlockWords; word++)
                {
                    block[word] = BinaryPrimitives.ReadUInt64LittleEndian(octets[(8 * word)..]);
                }
            }
        }
    }

    private void Fill(ulong[] blocks, int pass, int slice, int lane)
    {
        var isByCounter = isIndependent || (pass == 0 && slice < Slices / 2);
        var (addresses, input) = (new ulong[BlockWords], new ulong[BlockWords]);
        new ReadOnlySpan<ulong>([(ulong)pass, (ulong)lane, (ulong)slice, (ulong)(_laneBlocks * lanes), (ulong)passes, isIndependent ? 1UL : 2UL]).CopyTo(input);
        for (var place = pass == 0 && slice == 0 ? 2 : 0; place < SegmentBlocks; place++)
        {
            if (isByCounter && (place % BlockWords == 0 || input[6] == 0))
            {
                NextAddresses(input, addresses);
            }

            var column = (slice * SegmentBlocks) + place;
            var before = Block(blocks, lane, column == 0 ? _laneBlocks - 1 : column - 1);
            var random = isByCounter ? addresses[place % BlockWords] : before[0];
            var (otherLane, otherColumn) = Reference(random, pass, slice, lane, place);
            Compress(before, Block(blocks, otherLane, otherColumn), Block(blocks, lane, column), isAdded: pass > 0);
        }
    }

    // RFC 9106 §3.4.1.2.
    private static void NextAddresses(ulong[] input, ulong[] addresses)
    {
        input[6]++;
        var zero = new ulong[BlockWords];
        Compress(zero, input, addresses, isAdded: false);
        Compress(zero, (ulong[])addresses.Clone(), addresses, isAdded: false);
    }

    // RFC 9106 §3.4.2: what may be read is what was filled in this pass and is not just being filled, and of the pass before what is left.
    private (int Lane, int Column) Reference(ulong random, int pass, int slice, int lane, int place)
    {
        var otherLane = pass == 0 && slice == 0 ? lane : (int)((random >> 32) % (ulong)lanes);
        var filled = pass == 0 ? slice * SegmentBlocks : _laneBlocks - SegmentBlocks;
        var area = otherLane == lane ? filled + place - 1 : place == 0 ? filled - 1 : filled;
        var low = random & uint.MaxValue;
        var offset = area - 1 - (int)(((ulong)area * ((low * low) >> 32)) >> 32);
        var from = pass == 0 || slice == Slices - 1 ? 0 : (slice + 1) * SegmentBlocks;
        return (otherLane, (from + offset) % _laneBlocks);
    }

    private Span<ulong> Block(ulong[] blocks, int lane, int column) => blocks.AsSpan(((lane * _laneBlocks) + column) * BlockWords, BlockWords);

    // RFC 9106 §3.5.
    private static void Compress(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result, bool isAdded)
    {
        Span<ulong> mixed = stackalloc ulong[BlockWords];
        Span<ulong> work = stackalloc ulong[BlockWords];
        left.CopyTo(mixed);
        Xor(mixed, right);
        mixed.CopyTo(work);
        if (isAdded)
        {
            Xor(mixed, result);
        }

        Argon2Rounds.Permute(work);
        Xor(mixed, work);
        mixed.CopyTo(result);
    }

    private static void Xor(Span<ulong> into, ReadOnlySpan<ulong> other)
    {
        var left = MemoryMarshal.Cast<ulong, Vector256<ulong>>(into);
        var right = MemoryMarshal.Cast<ulong, Vector256<ulong>>(other);
        for (var place = 0; place < left.Length; place++)
        {
            left[place] ^= right[place];
        }
    }

    // RFC 9106 §3.3: a digest of any length.
    private static void LongHash(ReadOnlySpan<byte> octets, Span<byte> digest)
    {
        byte[] input = [.. Octets(digest.Length), .. octets];
        if (digest.Length <= Blake2b.DigestBytesMax)
        {
            Blake2b.Hash(input, digest);
            return;
        }

        Span<byte> part = stackalloc byte[Blake2b.DigestBytesMax];
        Span<byte> next = stackalloc byte[Blake2b.DigestBytesMax];
        Blake2b.Hash(input, part);
        while (true)
        {
            part[..(Blake2b.DigestBytesMax / 2)].CopyTo(digest);
            digest = digest[(Blake2b.DigestBytesMax / 2)..];
            if (digest.Length <= Blake2b.DigestBytesMax)
            {
                Blake2b.Hash(part, digest);
                return;
            }

            Blake2b.Hash(part, next);
            next.CopyTo(part);
        }
    }

    private static void ToOctets(ReadOnlySpan<ulong> words, Span<byte> octets)
    {
        for (var word = 0; word < words.Length; word++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(octets[(8 * word)..], words[word]);
        }
    }

    private static byte[] Octets(int number)
    {
        var octets = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(octets, number);
        return octets;
    }
}
