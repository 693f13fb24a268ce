using System.Buffers;
using System.Diagnostics.Metrics;
using System.Text;
using MailStore.Server.Watching.Metrics;

namespace MailStore.Server.Tests.Watching;

public sealed class PrometheusTextTests
{
    /// <summary>From here on an array is one of those that the collector does not move.</summary>
    private const int LargeBytes = 85_000;

    [Fact]
    public void A_page_of_any_length_is_made_of_small_pieces()
    {
        using var meter = new Meter("pieces");
        var counter = meter.CreateCounter<long>("pieces", "By", "Größe, as somebody spells it.");
        var family = new MetricFamily(counter);
        for (var number = 0; number < 5000; number++)
        {
            family.Take(number, [new("which", $"piece {number} £")]);
        }

        var pieces = new Pieces();
        PrometheusText.Write(family, pieces);
        var page = Encoding.UTF8.GetString(pieces.Written.WrittenSpan);
        Assert.InRange(pieces.Largest, 1, LargeBytes);
        Assert.InRange(page.Length, 2 * LargeBytes, int.MaxValue);
        Assert.StartsWith("# HELP pieces_bytes_total Größe, as somebody spells it.\n# TYPE pieces_bytes_total counter\n", page, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 5000).Select(number => $"pieces_bytes_total{{which=\"piece {number} £\"}} {number}").Order(StringComparer.Ordinal), page.Split('\n')[2..^1].Order(StringComparer.Ordinal));
    }

    private sealed class Pieces : IBufferWriter<byte>
    {
        private byte[] _room = [];

        public ArrayBufferWriter<byte> Written { get; } = new();

        public int Largest { get; private set; }

        public void Advance(int count) => Written.Write(_room.AsSpan(0, count));

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            Largest = Math.Max(Largest, sizeHint);
            return _room = new byte[Math.Max(sizeHint, 4096)];
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
