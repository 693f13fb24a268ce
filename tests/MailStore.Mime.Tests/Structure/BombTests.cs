using System.Diagnostics;
using System.Globalization;
using System.Text;
using MailStore.Mime.Facts;
using MailStore.Mime.Fields;
using MailStore.Mime.Rendering;
using MailStore.Mime.Structure;

namespace MailStore.Mime.Tests.Structure;

/// <summary>Mail that is made to cost much: four times as much of it costs about four times as much, and memory is bounded.</summary>
public sealed class BombTests
{
    /// <summary>Beyond the factor of the lengths: for what noise there is on a busy machine.</summary>
    private const double Slack = 3;

    private const string Mixed = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";

    public static TheoryData<string> Names => [.. s_bombs.Keys];

    private static readonly Dictionary<string, Func<int, string>> s_bombs = new(StringComparer.Ordinal)
    {
        ["parts"] = n => Mixed + Repeat("--b\r\n\r\n\r\n", n),
        ["parts with headers"] = n => Mixed + Repeat("--b\r\nContent-Type: text/plain; charset=\"utf-8\"\r\n\r\nx\r\n", n / 4),
        ["multiparts in multiparts"] = n => Nested(n / 40, i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n"),
        ["boundaries that begin each other"] = n => Nested(100, i => $"Content-Type: multipart/mixed; boundary={new string('b', 1 + (i % 80))}\r\n\r\n--{new string('b', 1 + (i % 80))}\r\n") + Repeat("\r\n--a", n),
        ["lines that are nearly boundaries"] = n => Nested(100, i => $"Content-Type: multipart/mixed; boundary={new string('b', 60)}{i}\r\n\r\n--{new string('b', 60)}{i}\r\n") + Repeat($"\r\n--{new string('b', 60)}x", n / 8),
        ["messages in messages"] = n => Repeat("Content-Type: message/rfc822\r\n\r\n", n / 4),
        ["a header of one line"] = n => "Subject: " + Repeat("0123456789", n) + "\r\n\r\n",
        ["a header of many lines"] = n => Repeat("X: y\r\n", n) + "\r\n",
        ["a folded field"] = n => "Content-Type: text/plain" + Repeat(";\r\n x=y", n) + "\r\n\r\n",
        ["sections of RFC 2231"] = n => "Content-Type: text/plain" + Nested(n / 10, i => $"; name*{i}*=%41") + "\r\n\r\n",
        ["comments never closed"] = n => Repeat("Content-Type: text/plain; a(;a(;a(;a(;a(;a(;a(;a(;a(;a(;a(;a(;a(;a(;a(;a(;a(\r\n", n / 8) + "\r\n",
        ["parts with comments never closed"] = n => Mixed + Repeat($"--b\r\nContent-Type: text/plain{Repeat("; a(", 500)}\r\n\r\n", n / 200),
        ["quotes never closed"] = n => Mixed + Repeat($"--b\r\nContent-Type: text/plain{Repeat("; a=\"", 500)}\r\n\r\n", n / 200),
        ["dashes"] = n => Mixed + Repeat("-", 10 * n),
        ["line ends"] = n => Mixed + Repeat("\r\n", 5 * n),
        ["empty lines and dashes"] = n => Mixed + Repeat("\n--", 3 * n),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Four_times_the_mail_takes_about_four_times_as_long(string name)
    {
        var (small, large) = (Encoding.Latin1.GetBytes(s_bombs[name](25_000)), Encoding.Latin1.GetBytes(s_bombs[name](100_000)));
        var lengths = large.Length / (double)small.Length;
        var (forSmall, forLarge) = (Time(small), Time(large));
        for (var attempt = 0; attempt < 5 && forLarge > (Slack * lengths * forSmall) + 0.02; attempt++)
        {
            (forSmall, forLarge) = (Math.Min(forSmall, Time(small)), Math.Min(forLarge, Time(large)));
        }

        Assert.True(forLarge <= (Slack * lengths * forSmall) + 0.02, string.Create(CultureInfo.InvariantCulture, $"{forSmall * 1e3:F1} ms for {small.Length}, {forLarge * 1e3:F1} ms for {large.Length}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_answer_is_bounded_and_whole(string name)
    {
        var scan = Scanned.Of(s_bombs[name](100_000));
        Assert.InRange(scan.Parts.Length, 1, MimeLimits.Default.PartsMax);
        Assert.Equal(scan.Length, scan.Parts[0].BodyEnd);
        Assert.True(scan.Parts.ToArray().Sum(part => (long)part.KeptBytes) <= MimeLimits.Default.HeaderBytesMax);
        var output = new OctetBuffer();
        new BodyWriter().Write(scan, isExtended: true, output);
        Assert.Equal(0, Depth(output.Octets));
        var facts = new FactsWriter(MimeLimits.Default).Write(scan, 64 * 1024);
        Assert.True(facts.Length <= Math.Min(64 * 1024, (scan.Length / 4) + (4 * 1024)));
    }

    [Fact]
    public void A_scan_of_much_takes_no_more_memory_than_its_limits()
    {
        var piece = Encoding.Latin1.GetBytes(Repeat("--b\r\nX: y\r\n\r\nhello\r\n", 3000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var scan = new MessageScan();
        scan.Take(Encoding.Latin1.GetBytes(Mixed));
        for (var i = 0; i < 500; i++)
        {
            scan.Take(piece);
        }

        scan.Finish();
        var limits = MimeLimits.Default;

        // Tables double as they grow: all sizes together are twice the last one.
        var most = (2L * 2 * limits.PartsMax * 72) + (2L * 2 * limits.HeaderBytesMax) + (256 * 1024);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, most);
    }

    private static double Time(byte[] message)
    {
        var from = Stopwatch.GetTimestamp();
        var scan = Scanned.Of(message);
        new BodyWriter().Write(scan, isExtended: true, new OctetBuffer());
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    /// <summary>Parentheses that are left open, strings left aside.</summary>
    private static int Depth(ReadOnlySpan<byte> structure)
    {
        var (depth, isQuoted) = (0, false);
        for (var i = 0; i < structure.Length; i++)
        {
            i += isQuoted && structure[i] == '\\' ? 1 : 0;
            isQuoted ^= structure[i] == '"' && (i == 0 || structure[i - 1] != '\\');
            depth += isQuoted ? 0 : structure[i] == '(' ? 1 : structure[i] == ')' ? -1 : 0;
        }

        return depth;
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string Nested(int count, Func<int, string> text)
    {
        var all = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            all.Append(text(i));
        }

        return all.ToString();
    }
}
