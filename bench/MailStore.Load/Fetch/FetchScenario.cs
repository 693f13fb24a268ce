using System.Diagnostics;

namespace MailStore.Load.Fetch;

/// <summary>The same FETCH of all messages from two servers, round by round in turn, with warm caches. The ratio says how much faster the first one is.</summary>
internal static class FetchScenario
{
    private const int Rounds = 7;

    private static readonly string[] s_items =
    [
        "(FLAGS UID)",
        "(FLAGS UID ENVELOPE)",
        "(FLAGS UID RFC822.SIZE BODYSTRUCTURE)",
        "(UID BODY.PEEK[HEADER.FIELDS (DATE FROM TO CC SUBJECT MESSAGE-ID REFERENCES)])",
        "(UID BODY.PEEK[])",
    ];

    public static async Task RunAsync(FetchTarget ours, FetchTarget theirs, int messages)
    {
        await ours.OpenAsync(messages);
        await theirs.OpenAsync(messages);
        Console.WriteLine($"FETCH 1:* of {messages} real messages, median of {Rounds} rounds in turn, milliseconds: {ours.Name} against {theirs.Name}");
        foreach (var items in s_items)
        {
            var (first, second) = (new List<double>(), new List<double>());
            var (size, otherSize) = (0L, 0L);
            for (var round = 0; round <= Rounds; round++)
            {
                var one = await TimeAsync(ours, items, messages);
                var two = await TimeAsync(theirs, items, messages);
                (size, otherSize) = (one.Octets / 1024, two.Octets / 1024);
                if (round > 0)
                {
                    first.Add(one.Milliseconds);
                    second.Add(two.Milliseconds);
                }
            }

            first.Sort();
            second.Sort();
            var (mine, other) = (first[Rounds / 2], second[Rounds / 2]);
            Console.WriteLine($"  {items,-80} {mine,9:0.0} {other,9:0.0}   {other / mine,6:0.00}x   ({size} and {otherSize} KiB)");
        }
    }

    private static async Task<(double Milliseconds, long Octets)> TimeAsync(FetchTarget target, string items, int messages)
    {
        var start = Stopwatch.GetTimestamp();
        var (responses, octets) = await target.DoAsync("FETCH 1:* " + items, "FETCH");
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return responses == messages ? (time, octets) : throw new InvalidDataException($"{target.Name} answered {items} with {responses} responses; {messages} were wanted.");
    }
}
