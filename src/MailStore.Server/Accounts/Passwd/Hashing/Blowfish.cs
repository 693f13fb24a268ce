using System.Buffers.Binary;

namespace MailStore.Server.Accounts.Passwd.Hashing;

/// <summary>The cipher, with the key setup that takes a salt.</summary>
internal sealed class Blowfish
{
    private const int Steps = 16;

    private readonly uint[] _keys = BlowfishTables.Words[..BlowfishTables.Keys].ToArray();
    private readonly uint[] _boxes = BlowfishTables.Words[BlowfishTables.Keys..].ToArray();

    /// <param name="salt">Empty: all zeros.</param>
    public void Expand(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> key)
    {
        for (var (place, at) = (0, 0); place < _keys.Length; place++)
        {
            _keys[place] ^= Next(key, ref at);
        }

        var (left, right, from) = (0u, 0u, 0);
        Fill(_keys, salt, ref left, ref right, ref from);
        Fill(_boxes, salt, ref left, ref right, ref from);
    }

    public void Encrypt(ref uint left, ref uint right)
    {
        var keys = _keys.AsSpan(0, BlowfishTables.Keys);
        var boxes = _boxes.AsSpan(0, BlowfishTables.Boxes);
        var (l, r) = (left ^ keys[0], right);
        for (var step = 1; step <= Steps; step += 2)
        {
            r ^= Mix(boxes, l) ^ keys[step];
            l ^= Mix(boxes, r) ^ keys[step + 1];
        }

        (left, right) = (r ^ keys[Steps + 1], l);
    }

    private static uint Mix(ReadOnlySpan<uint> boxes, uint value) =>
        ((boxes[(int)(value >> 24)] + boxes[(int)(256 + ((value >> 16) & 255))]) ^ boxes[(int)(512 + ((value >> 8) & 255))]) + boxes[(int)(768 + (value & 255))];

    // Four octets, from the beginning again behind the end.
    private static uint Next(ReadOnlySpan<byte> octets, ref int at)
    {
        if (octets.Length % 4 == 0)
        {
            var whole = BinaryPrimitives.ReadUInt32BigEndian(octets[at..]);
            at = at + 4 == octets.Length ? 0 : at + 4;
            return whole;
        }

        var word = 0u;
        for (var count = 0; count < 4; count++)
        {
            word = (word << 8) | octets[at];
            at = at + 1 == octets.Length ? 0 : at + 1;
        }

        return word;
    }

    private void Fill(uint[] words, ReadOnlySpan<byte> salt, ref uint left, ref uint right, ref int from)
    {
        for (var place = 0; place < words.Length; place += 2)
        {
            if (!salt.IsEmpty)
            {
                left ^= Next(salt, ref from);
                right ^= Next(salt, ref from);
            }

            Encrypt(ref left, ref right);
            (words[place], words[place + 1]) = (left, right);
        }
    }
}
