using System.Diagnostics;
using System.Globalization;
using System.Text;
using MailStore.Syntax.Tests.Differential;
using MailStore.Syntax.Tests.Sentences;

namespace MailStore.Syntax.Tests.Fuzz;

public sealed unsafe class FuzzTests
{
    private const int FrameBytesMax = (1 << 20) + 4096;

    public static TheoryData<string> Names => [.. Contenders.All.Select(contender => contender.Name)];

    // Seconds for all parsers together; more by hand.
    private static double Seconds =>
        double.TryParse(Environment.GetEnvironmentVariable("MAILSTORE_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var value) ? value : 6;

    private static int Seed =>
        int.TryParse(Environment.GetEnvironmentVariable("MAILSTORE_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 1;

    [Theory]
    [MemberData(nameof(Names))]
    public void Parser_survives_nasty_frames_and_allocates_nothing(string name)
    {
        using var memory = new GuardedMemory(FrameBytesMax);
        var probe = new Probe(Contenders.Of(name), memory);
        foreach (var frame in NastyFrames.All)
        {
            Assert.Null(probe.Check(frame));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parser_survives_a_frame_cut_anywhere(string name)
    {
        using var memory = new GuardedMemory(FrameBytesMax);
        var contender = Contenders.Of(name);
        var probe = new Probe(contender, memory);
        var maker = new SentenceMaker(contender.Facts, contender.Start, Seed);
        for (var i = 0; i < 60; i++)
        {
            var sentence = maker.Next();
            for (var length = 0; length <= sentence.Length; length++)
            {
                Assert.Null(probe.Check(sentence[..length]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parser_survives_what_chance_makes(string name)
    {
        using var memory = new GuardedMemory(FrameBytesMax);
        var contender = Contenders.Of(name);
        var probe = new Probe(contender, memory);
        var maker = new SentenceMaker(contender.Facts, contender.Start, Seed);
        var mutator = new Mutator(Seed);
        var random = new Random(Seed);
        var watch = Stopwatch.StartNew();
        var share = TimeSpan.FromSeconds(Seconds / Contenders.All.Count);
        do
        {
            byte[] sentence = [.. maker.Next(random.Next(400)), .. Encoding.ASCII.GetBytes(contender.Tail)];
            Assert.Null(probe.Check(sentence));
            for (var i = 0; i < 8; i++)
            {
                sentence = mutator.Mutate(sentence);
                Assert.Null(probe.Check(sentence));
            }

            var noise = new byte[random.Next(100)];
            random.NextBytes(noise);
            Assert.Null(probe.Check(noise));
        }
        while (watch.Elapsed < share);

        Assert.True(probe.Count > 100);
    }

    [Fact]
    public void Page_behind_the_frame_is_unreadable()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // The system's table of memory is read from Linux' /proc.
        }

        using var memory = new GuardedMemory(100);
        var end = ((nuint)memory.End).ToString("x", CultureInfo.InvariantCulture);
        var line = File.ReadLines("/proc/self/maps").Single(line => line.TrimStart('0').StartsWith($"{end}-", StringComparison.Ordinal));
        Assert.Equal("---p", line.Split(' ')[1]);
        fixed (byte* start = &memory.BeforeEnd("abc\r\n"u8).Start)
        {
            Assert.True(start + 5 + MailStore.Wire.Parsing.Frame.Padding == memory.End);
        }
    }
}
