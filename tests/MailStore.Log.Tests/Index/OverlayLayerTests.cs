using MailStore.Log.Index;
using Xunit;

namespace MailStore.Log.Tests.Index;

public sealed class OverlayLayerTests
{
    [Fact]
    public void What_one_huge_batch_took_is_given_back_and_what_usual_ones_take_is_kept()
    {
        var layer = new OverlayLayer();
        Fill(layer, records: 200, bytes: 4096);
        layer.Clear();
        var usual = layer.Room;
        Assert.InRange(usual, 200 * 4096, OverlayLayer.OctetsKept);

        Fill(layer, records: 20_000, bytes: 4096);
        Assert.InRange(layer.Room, 20_000 * 4096, int.MaxValue);
        layer.Clear();
        Assert.InRange(layer.Room, 1, OverlayLayer.OctetsKept);
        Assert.True(layer.IsEmpty);

        // And is as good as before.
        Fill(layer, records: 300, bytes: 1000);
        var read = new IndexBuffer();
        Assert.True(layer.TryRead(Key(7), read, out var isThere) && isThere);
        Assert.Equal(1000, read.Length);
    }

    private static IndexKey Key(int number) => new((byte)'T', 1, (ulong)number);

    private static void Fill(OverlayLayer layer, int records, int bytes)
    {
        var octets = new byte[bytes];
        for (var number = 0; number < records; number++)
        {
            layer.Put(Key(number), octets);
        }
    }
}
