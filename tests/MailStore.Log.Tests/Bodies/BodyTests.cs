using MailStore.Log.Bodies;
using MailStore.Log.Devices;
using MailStore.Log.Index;
using MailStore.Log.Records;
using MailStore.Log.Tests.Ledger;
using MailStore.Testing.Storage;
using Xunit;

namespace MailStore.Log.Tests.Bodies;

public sealed class BodyTests
{
    private readonly SimDisk _disk = new(new SimDiskOptions());

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(16_000)]
    public void A_body_is_read_as_it_was_appended_also_in_pieces_and_after_a_restart(int length)
    {
        var octets = Octets(length);
        LogAddress body;
        using (var ledger = LedgerVolume.Create(_disk.Mount()))
        {
            body = ledger.WriteBody("mail", octets);
            Assert.Equal(octets, ledger.ReadBody(body));
        }

        using var again = LedgerVolume.Open(_disk.Mount());
        Assert.Equal(octets, again.ReadBody(body));
        using var reader = again.Volume.OpenBody(body);
        var piece = new byte[300];
        for (var offset = 0; offset < length; offset += 299)
        {
            var read = reader.Read(offset, piece);
            Assert.Equal(Math.Min(300, length - offset), read);
            Assert.Equal(octets.AsSpan(offset, read).ToArray(), piece[..read]);
        }

        Assert.Equal(0, reader.Read(length, piece));
        Assert.Equal(0, reader.Read(length + 10, piece));
    }

    [Fact]
    public void A_body_of_chunks_over_segments_is_read_as_it_was_appended_and_in_part_by_its_own_chunks_only()
    {
        var octets = Octets(200_001);
        using var ledger = LedgerVolume.Create(_disk.Mount());
        var body = AppendChunked(ledger, octets);
        Assert.True(ledger.Volume.Options.SegmentBytes < octets.Length);
        Assert.Equal(octets, ledger.ReadBody(body));

        using var reader = ledger.Volume.OpenBody(body);
        var before = _disk.Operations(SimOperation.Read);
        var piece = new byte[100];
        Assert.Equal(100, reader.Read(150_000, piece));
        Assert.Equal(octets.AsSpan(150_000, 100).ToArray(), piece);
        Assert.True(_disk.Operations(SimOperation.Read) - before <= 2);
    }

    [Fact]
    public void A_body_of_chunks_is_whole_after_replay_and_dies_in_each_of_its_segments()
    {
        var octets = Octets(200_001);
        var ledger = LedgerVolume.Create(_disk.Mount());
        var body = AppendChunked(ledger, octets);
        ledger.Volume.Abandon();

        using var again = LedgerVolume.Open(_disk.Mount());
        Assert.Equal(octets, again.ReadBody(body));
        Assert.Equal(octets.Length, LiveOctets(again));
        again.Finish(again.Submit(batch => Assert.True(batch.Bodies.Release(body, octets.Length))));
        again.Finish(again.Submit("a frame, so that it is put"));
        Assert.Equal(0, LiveOctets(again));
    }

    [Fact]
    public void Unfinished_chunks_hold_their_segments_until_the_list_is_disposed()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount());
        var before = _disk.OpenFiles;
        var chunks = new ChunkList(8000);
        for (var i = 0; i < 20; i++)
        {
            ledger.Finish(ledger.Submit(batch => batch.AppendChunk(chunks, Octets(8000)), 8000));
        }

        Assert.True(_disk.OpenFiles > before + 1);
        Assert.Equal(160_000, chunks.Length);
        chunks.Dispose();
    }

    [Fact]
    public void References_are_counted_and_only_the_last_one_kills()
    {
        var octets = Octets(500);
        var ledger = LedgerVolume.Create(_disk.Mount());
        var body = ledger.WriteBody("mail", octets);
        ledger.Finish(ledger.Submit(batch => batch.Bodies.Retain(body)));
        ledger.Finish(ledger.Submit(batch => batch.Bodies.Retain(body)));
        ledger.Finish(ledger.Submit(batch => Assert.False(batch.Bodies.Release(body, 500))));
        ledger.Finish(ledger.Submit(batch => Assert.False(batch.Bodies.Release(body, 500))));
        Assert.False(ledger.Volume.Index.TryRead(LogKeys.Body(body), new IndexBuffer()));
        ledger.Finish(ledger.Submit(batch =>
        {
            batch.AppendChange(LedgerState.Removal(1, 500));
            Assert.True(batch.Bodies.Release(body, 500));
        }));
        Assert.Equal(0, LiveOctets(ledger));
        Assert.Equal(octets, ledger.ReadBody(body));
        ledger.Volume.Abandon();

        using var again = LedgerVolume.Open(_disk.Mount());
        Assert.Equal(0, LiveOctets(again));
    }

    [Fact]
    public void A_flipped_bit_in_a_body_is_a_fault_and_never_wrong_octets()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount());
        var body = ledger.WriteBody("mail", Octets(500));
        _disk.Flip("j-00000001.log", body.Offset + 300, 1);
        var fault = Assert.Throws<StorageFaultException>(() => ledger.ReadBody(body));
        Assert.Contains("j-00000001.log", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_is_no_body_is_a_fault()
    {
        using var ledger = LedgerVolume.Create(_disk.Mount());
        ledger.Write("line");
        Assert.Throws<StorageFaultException>(() => ledger.Volume.OpenBody(new LogAddress(1, 0)));
        Assert.Throws<StorageFaultException>(() => ledger.Volume.OpenBody(new LogAddress(1, 8)));
        Assert.Throws<StorageFaultException>(() => ledger.Volume.OpenBody(new LogAddress(9, 0)));
    }

    private static LogAddress AppendChunked(LedgerVolume ledger, byte[] octets)
    {
        using var chunks = new ChunkList(8000);
        for (var at = 0; at < octets.Length; at += 8000)
        {
            var piece = octets[at..Math.Min(octets.Length, at + 8000)];
            ledger.Finish(ledger.Submit(batch => batch.AppendChunk(chunks, piece), piece.Length));
        }

        var body = LogAddress.None;
        ledger.Finish(ledger.Submit(batch =>
        {
            body = batch.AppendBody("large"u8, chunks);
            LedgerState.Add(batch.Index, "large"u8, body);
        }));
        return body;
    }

    private static long LiveOctets(LedgerVolume ledger)
    {
        var buffer = new IndexBuffer();
        var sum = 0L;
        for (var segment = 1u; segment < 100; segment++)
        {
            sum += ledger.Volume.Index.TryRead(LogKeys.Segment(segment), buffer) ? SegmentRecord.Read(buffer.Span).LiveOctets : 0;
        }

        return sum;
    }

    private static byte[] Octets(int length)
    {
        var octets = new byte[length];
        new Random(length).NextBytes(octets);
        return octets;
    }
}
