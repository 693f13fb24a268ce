using System.Buffers.Binary;
using System.Numerics;

namespace MailStore.Server.Accounts.Passwd.Hashing;

/// <summary>BLAKE2b without a key, RFC 7693; Argon2 stands on it, and .NET has none.</summary>
internal static class Blake2b
{
    public const int DigestBytesMax = 64;

    private const int BlockBytes = 128;
    private const int Rounds = 12;

    // RFC 7693 §2.6: those of SHA-512.
    private static readonly ulong[] s_start =
    [
        0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1, 0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
    ];

    // RFC 7693 §2.7. Rounds 10 and 11 begin again.
    private static readonly byte[] s_order =
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
    ];

    /// <param name="digest">As long as the digest that is wanted, which another length would change.</param>
    public static void Hash(ReadOnlySpan<byte> octets, Span<byte> digest)
    {
        Span<ulong> state = stackalloc ulong[8];
        s_start.CopyTo(state);
        state[0] ^= 0x01010000 ^ (ulong)digest.Length;
        Span<byte> block = stackalloc byte[BlockBytes];
        var done = 0;
        for (; octets.Length - done > BlockBytes; done += BlockBytes)
        {
            Mix(state, octets.Slice(done, BlockBytes), (ulong)(done + BlockBytes), isLast: false);
        }

        block.Clear();
        octets[done..].CopyTo(block);
        Mix(state, block, (ulong)octets.Length, isLast: true);
        Span<byte> whole = stackalloc byte[DigestBytesMax];
        for (var word = 0; word < state.Length; word++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(whole[(8 * word)..], state[word]);
        }

        whole[..digest.Length].CopyTo(digest);
    }

    private static void Mix(Span<ulong> state, ReadOnlySpan<byte> block, ulong count, bool isLast)
    {
        Span<ulong> work = stackalloc ulong[16];
        Span<ulong> words = stackalloc ulong[16];
        state.CopyTo(work);
        s_start.CopyTo(work[8..]);
        work[12] ^= count;
        work[14] = isLast ? ~work[14] : work[14];
        for (var word = 0; word < words.Length; word++)
        {
            words[word] = BinaryPrimitives.ReadUInt64LittleEndian(block[(8 * word)..]);
        }

        for (var round = 0; round < Rounds; round++)
        {
            var order = s_order.AsSpan(round % 10 * 16, 16);
            for (var column = 0; column < 4; column++)
            {
                Quarter(work, column, 4 + column, 8 + column, 12 + column, words[order[2 * column]], words[order[(2 * column) + 1]]);
            }

            for (var line = 0; line < 4; line++)
            {
                Quarter(work, line, 4 + ((line + 1) & 3), 8 + ((line + 2) & 3), 12 + ((line + 3) & 3), words[order[8 + (2 * line)]], words[order[9 + (2 * line)]]);
            }
        }

        for (var word = 0; word < state.Length; word++)
        {
            state[word] ^= work[word] ^ work[word + 8];
        }
    }

    // RFC 7693 §3.1.
    private static void Quarter(Span<ulong> work, int a, int b, int c, int d, ulong x, ulong y)
    {
        work[a] += work[b] + x;
        work[d] = BitOperations.RotateRight(work[d] ^ work[a], 32);
        work[c] += work[d];
        work[b] = BitOperations.RotateRight(work[b] ^ work[c], 24);
        work[a] += work[b] + y;
        work[d] = BitOperations.RotateRight(work[d] ^ work[a], 16);
        work[c] += work[d];
        work[b] = BitOperations.RotateRight(work[b] ^ work[c], 63);
    }
}
