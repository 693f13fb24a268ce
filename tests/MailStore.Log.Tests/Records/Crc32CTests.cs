using System.Text;
using MailStore.Log.Records;
using Xunit;

namespace MailStore.Log.Tests.Records;

public sealed class Crc32CTests
{
    // RFC 3720 §B.4, and the check value that every catalogue of checksums lists.
    [Fact]
    public void Known_vectors_have_their_known_checksums()
    {
        Assert.Equal(0xE306_9283u, Crc32C.Compute(Encoding.ASCII.GetBytes("123456789")));
        Assert.Equal(0x8A91_36AAu, Crc32C.Compute(new byte[32]));
        Assert.Equal(0x62A8_AB43u, Crc32C.Compute(Enumerable.Repeat((byte)0xFF, 32).ToArray()));
        Assert.Equal(0x46DD_794Eu, Crc32C.Compute(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()));
        Assert.Equal(0u, Crc32C.Compute([]));
    }

    [Fact]
    public void Every_length_agrees_with_the_definition_bit_by_bit()
    {
        var octets = new byte[10_000];
        new Random(1).NextBytes(octets);
        var register = ~0u;
        for (var length = 0; length <= octets.Length; length++)
        {
            if (length % 7 == 0 || length is > 3060 and < 3090 or > 6130 and < 6160)
            {
                Assert.Equal(~register, Crc32C.Compute(octets.AsSpan(0, length)));
            }

            register = length < octets.Length ? Slowly(register, octets[length]) : register;
        }
    }

    [Fact]
    public void Pieces_continue_to_the_checksum_of_the_whole()
    {
        var octets = new byte[20_000];
        new Random(2).NextBytes(octets);
        var register = Crc32C.Continue(~0u, octets.AsSpan(0, 7_001));
        Assert.Equal(Crc32C.Compute(octets), ~Crc32C.Continue(register, octets.AsSpan(7_001)));
    }

    private static uint Slowly(uint register, byte octet)
    {
        register ^= octet;
        for (var bit = 0; bit < 8; bit++)
        {
            register = (register & 1) != 0 ? (register >> 1) ^ 0x82F6_3B78 : register >> 1;
        }

        return register;
    }
}
