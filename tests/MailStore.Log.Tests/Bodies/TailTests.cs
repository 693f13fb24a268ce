using System.Buffers;
using MailStore.Log.Bodies;
using MailStore.Log.Records;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Bodies;

/// <summary>The tail of a body: octets with a checksum of their own, read without the rest.</summary>
public sealed class TailTests
{
    private const int BodyBytes = 6000;
    private const int TailBytes = 700;

    private readonly SimDisk _disk = new(new SimDiskOptions());

    [Fact]
    public void A_tail_is_read_in_two_small_reads()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount());
        var body = Append(ledger, TailBytes);
        var before = _disk.Operations(SimOperation.Read);
        Assert.True(TryRead(ledger, body, out var tail));
        Assert.Equal(Expected, tail);
        Assert.Equal(2, _disk.Operations(SimOperation.Read) - before);
        Assert.Equal(LedgerVolume.Pattern(BodyBytes), ledger.ReadBody(body));
    }

    [Fact]
    public void A_tail_outlives_a_restart()
    {
        LogAddress body;
        using (var ledger = LedgerVolume.Create(_disk.Mount()))
        {
            body = Append(ledger, TailBytes);
        }

        using var again = LedgerVolume.Open(_disk.Mount());
        Assert.True(TryRead(again, body, out var tail));
        Assert.Equal(Expected, tail);
    }

    [Fact]
    public void A_body_that_has_none_says_so()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount());
        Assert.False(TryRead(ledger, Append(ledger, tailBytes: 0), out _));
        Assert.False(TryRead(ledger, ledger.WriteChunked("large", 100_000, 8000), out _));
    }

    [Fact]
    public void An_offset_that_is_not_its_own_gives_nothing()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount());
        var body = Append(ledger, TailBytes);
        foreach (var from in new long[] { 0, BodyBytes - TailBytes - 1, BodyBytes - TailBytes + 1, BodyBytes, long.MaxValue / 2 })
        {
            var into = new ArrayBufferWriter<byte>();
            Assert.False(ledger.Volume.TryReadTail(body, from, into));
            Assert.Equal(0, into.WrittenCount);
        }
    }

    /// <summary>Any octet of the head and of the tail: what is given is right, or nothing is.</summary>
    [Fact]
    public void Damage_anywhere_gives_nothing_or_the_right_octets()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount());
        var body = Append(ledger, TailBytes);
        var frameBytes = FrameHeader.Bytes + BodyPayload.BodyHead + "mail".Length + BodyBytes;
        var refused = 0;
        for (var at = 0; at < frameBytes; at += at < 80 ? 1 : 97)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                _disk.Flip("j-00000001.log", body.Offset + at, bit);
                if (!TryRead(ledger, body, out var tail))
                {
                    refused++;
                }
                else
                {
                    Assert.Equal(Expected, tail);
                }

                _disk.Flip("j-00000001.log", body.Offset + at, bit);
            }
        }

        Assert.True(refused > 100, $"{refused} refused");
        Assert.True(TryRead(ledger, body, out _));
    }

    private static byte[] Expected => LedgerVolume.Pattern(BodyBytes)[^TailBytes..];

    private static LogAddress Append(LedgerVolume ledger, int tailBytes) => ledger.WriteBody("mail", LedgerVolume.Pattern(BodyBytes), tailBytes);

    private static bool TryRead(LedgerVolume ledger, LogAddress body, out byte[] tail)
    {
        var into = new ArrayBufferWriter<byte>();
        var isRead = ledger.Volume.TryReadTail(body, BodyBytes - TailBytes, into);
        tail = into.WrittenSpan.ToArray();
        return isRead;
    }
}
