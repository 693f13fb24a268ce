using System.Numerics;
using System.Runtime.Intrinsics;
using MailStore.Wire.Buffers;
using MailStore.Wire.Parsing;
using Xunit;

namespace MailStore.Wire.Tests.Parsing;

/// <summary>Runs are measured many octets at a time: against a look at each octet.</summary>
public sealed class RunTests
{
    // Lower-case letters: their high halves are 6 and 7.
    private static readonly Vector128<byte> _letters = Vector128.Create((byte)0x80, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0xC0, 0x40, 0x40, 0x40, 0x40, 0x40);

    [Fact]
    public void Runs_end_at_the_first_octet_outside_at_any_length()
    {
        for (var length = 0; length < 150; length++)
        {
            foreach (var stop in "`{ A\r\0")
            {
                byte[] octets = [.. Enumerable.Repeat((byte)'a', length), (byte)stop, (byte)'a', (byte)'a'];
                using var line = FrameBuffer.OfLine(octets);
                ref var frame = ref line.Frame.Start;
                Assert.Equal(length, Run.End(ref frame, 0, _letters));
                Assert.Equal(length, Run.EndOfShort(ref frame, 0, _letters));
                Assert.Equal(length, Run.EndOrHigh(ref frame, 0, _letters));
            }
        }
    }

    [Fact]
    public void Octets_above_127_belong_to_a_set_or_end_it()
    {
        for (var length = 0; length < 150; length++)
        {
            byte[] octets = [.. Enumerable.Repeat((byte)'a', length), 0x80, 0xFF, (byte)'z', (byte)' '];
            using var line = FrameBuffer.OfLine(octets);
            ref var frame = ref line.Frame.Start;
            Assert.Equal(length + 3, Run.EndOrHigh(ref frame, 0, _letters));
            Assert.Equal(length, Run.EndOfShort(ref frame, 0, _letters));
        }
    }

    [Fact]
    public void Kinds_of_64_octets_say_what_rows_say()
    {
        // Bit 0: letters; bit 1: letters and all octets above 127.
        var table = new byte[128];
        table.AsSpan('a', 26).Fill(3);
        var random = new Random(12);
        Span<byte> octets = stackalloc byte[64];
        for (var round = 0; round < 2_000; round++)
        {
            random.NextBytes(octets);
            using var line = FrameBuffer.OfLine(octets);
            ref var frame = ref line.Frame.Start;
            var kinds = Run.Kinds64(ref frame, 0, table, high: 2);
            Assert.Equal(Run.Outside64(ref frame, 0, _letters), Run.Outside64(ref frame, 0, kinds, 1, _letters));
            Assert.Equal(Run.OutsideOrHigh64(ref frame, 0, _letters), Run.OutsideOrHigh64(ref frame, 0, kinds, 2, _letters));
        }
    }

    [Fact]
    public void Masks_of_64_octets_have_a_bit_for_each()
    {
        var random = new Random(11);
        Span<byte> octets = stackalloc byte[64];
        for (var round = 0; round < 2_000; round++)
        {
            random.NextBytes(octets);
            using var line = FrameBuffer.OfLine(octets);
            ref var frame = ref line.Frame.Start;
            ulong outside = 0, outsideOrHigh = 0, commas = 0;
            for (var at = 0; at < 64; at++)
            {
                var isLetter = octets[at] is >= (byte)'a' and <= (byte)'z';
                outside |= isLetter ? 0 : 1UL << at;
                outsideOrHigh |= isLetter || octets[at] > 127 ? 0 : 1UL << at;
                commas |= octets[at] == (byte)',' ? 1UL << at : 0;
            }

            Assert.Equal(outside, Run.Outside64(ref frame, 0, _letters));
            Assert.Equal(outsideOrHigh, Run.OutsideOrHigh64(ref frame, 0, _letters));
            Assert.Equal((uint)outsideOrHigh, Run.OutsideOrHigh32(ref frame, 0, _letters));
            Assert.Equal(BitOperations.PopCount(commas), BitOperations.PopCount(Run.Are64(ref frame, 0, (byte)',')));
        }
    }
}
