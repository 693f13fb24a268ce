using System.Diagnostics;

namespace MailStore.Mime.Tests;

internal static class Growth
{
    /// <summary>
    /// 64 times the input must take less than 1,000 times the time: quadratic work would take 4,096 times. The best of several rounds
    /// counts, so that a busy machine does not fail it.
    /// </summary>
    public static void IsLinear(string name, Func<int, byte[]> make, Action<byte[]> work)
    {
        var small = Best(make(2_000), work);
        var large = Best(make(128_000), work);
        Assert.True(large < small * 1000 || large < TimeSpan.FromMilliseconds(30), $"{name}: {small.TotalMilliseconds} ms became {large.TotalMilliseconds} ms");
    }

    private static TimeSpan Best(byte[] input, Action<byte[]> work)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work(input);
            var taken = Stopwatch.GetElapsedTime(start);
            best = taken < best ? taken : best;
        }

        return best;
    }
}
