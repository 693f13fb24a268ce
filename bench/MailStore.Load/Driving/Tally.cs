using System.Diagnostics;
using MailStore.Load.Measuring;

namespace MailStore.Load.Driving;

/// <summary>What one worker has done in a round.</summary>
internal sealed class Tally
{
    /// <summary>When the call that is made was to begin. In the open loop that is before it could, if the server is behind.</summary>
    public long Intended { get; set; }

    public long Operations { get; private set; }

    public Histogram Times { get; } = new();

    /// <summary>So many operations are done, by one call.</summary>
    public void Done(int operations)
    {
        Operations += operations;
        Times.Record(Intended, Stopwatch.GetTimestamp());
    }

    /// <summary>For a load that looks at something else than the length of its calls.</summary>
    /// <param name="at">When what one waits for came.</param>
    public void Done(int operations, ReadOnlySpan<long> at)
    {
        Operations += operations;
        foreach (var time in at)
        {
            Times.Record(Intended, time);
        }
    }
}
