using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using MailStore.Imap.Session;

namespace MailStore.Bench.Gates.Search;

/// <summary>
/// Searching, sorting and threading one large mailbox, command by command as a client says them; the size of the index, the time to
/// make it, what it costs those who deliver, and memory.
/// </summary>
internal sealed class SearchGate(TextWriter output, string folder, IReadOnlyList<byte[]> originals, SearchGateOptions options)
{
    private const int Writers = 16;

    private readonly SearchCorpus _corpus = new(originals);
    private readonly List<Finding> _findings = [];

    // Of the last command that was timed, each time: what it would take on a machine that does nothing else.
    private double _busy;

    /// <summary>What is asked, and the milliseconds that it may take; 0 for what is printed only.</summary>
    private (string What, string Command, double Most)[] Searches =>
    [
        ("TEXT, a rare string", $"SEARCH RETURN (COUNT) TEXT {SearchCorpus.RareWord(options.Messages / 2)}", 20),
        ("BODY, a rare string", $"SEARCH RETURN (COUNT) BODY {SearchCorpus.RareWord(options.Messages / 3)}", 20),
        ("BODY, a part of a rare string", $"SEARCH RETURN (COUNT) BODY {SearchCorpus.RareWord(options.Messages / 3)[2..9]}", 20),
        ("TEXT, a common string", "SEARCH RETURN (COUNT) TEXT the", 100),
        ("BODY, a common string", "SEARCH RETURN (COUNT) BODY linux", 100),
        ("BODY, a common string, every UID", "UID SEARCH BODY linux", 100),
        ("BODY, two words", "SEARCH RETURN (COUNT) BODY \"linux users\"", 0),
        ("SUBJECT", "SEARCH RETURN (COUNT) SUBJECT perl", 5),
        ("FROM", "SEARCH RETURN (COUNT) FROM yahoo", 5),
        ("UNSEEN", "SEARCH RETURN (COUNT) UNSEEN", 2),
        ("SINCE", "SEARCH RETURN (COUNT) SINCE 1-Feb-2025", 2),
        ("FLAGGED", "SEARCH RETURN (COUNT) FLAGGED", 2),
        ("NOT and OR", "SEARCH RETURN (COUNT) UNSEEN OR SUBJECT perl FROM yahoo NOT BODY linux", 0),
    ];

    private static string[] Orders =>
    [
        "SORT (DATE) UTF-8 ALL",
        "SORT (REVERSE ARRIVAL) UTF-8 ALL",
        "SORT (SUBJECT REVERSE DATE) UTF-8 ALL",
        "SORT (FROM) UTF-8 ALL",
        "SORT (DISPLAYFROM) UTF-8 UNSEEN",
        "THREAD ORDEREDSUBJECT UTF-8 ALL",
        "THREAD REFERENCES UTF-8 ALL",
        "THREAD REFS UTF-8 ALL",
    ];

    /// <returns>The exit code: 0 if every gate holds.</returns>
    public int Run()
    {
        Task.Run(RunAsync).GetAwaiter().GetResult();
        var shortfalls = _findings.Where(finding => finding.IsShort).ToList();
        output.WriteLine(shortfalls.Count == 0 ? "gate search: every gate holds" : $"gate search: {shortfalls.Count} short");
        return shortfalls.Count == 0 ? 0 : 1;
    }

    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        var place = Path.Combine(folder, "search");
        Remove(place);
        try
        {
            if (options.Only != "deliver")
            {
                await UseAsync(place);
            }

            if (options.Only == "memory")
            {
                await RememberAsync(place);
            }

            Remove(place);
            if (options.Only is null or "deliver")
            {
                await DeliverAsync(place);
            }
        }
        finally
        {
            Remove(place);
        }

        return _findings;
    }

    private async Task UseAsync(string place)
    {
        await using var site = await SearchSite.CreateAsync(place, isIndexed: true, runsByItself: false);
        await BuildAsync(site);
        if (options.Only is null)
        {
            await SearchAsync(site);
        }

        if (options.Only is null or "order")
        {
            await OrderAsync(site);
        }
    }

    private async Task BuildAsync(SearchSite site)
    {
        var from = Stopwatch.GetTimestamp();
        await site.FillAsync(_corpus, 0, options.Messages);
        output.WriteLine(Text($"{options.Messages} messages appended in {Stopwatch.GetElapsedTime(from).TotalSeconds:F1} s"));
        var text = new TextCount();
        for (var number = 0; number < options.Messages; number++)
        {
            text.Add(_corpus.Message(number));
        }

        var (took, used) = Index(site);
        var (megabytes, share) = (text.Octets / 1e6, site.IndexBytes / (double)text.Octets);
        Say(new(share <= 0.20, true, Text($"index on disk: {site.IndexBytes / 1e6:F1} MB for {megabytes:F1} MB of decoded text, {share:P1}, at most 20 %")));
        for (var round = 0; round < options.Rebuilds; round++)
        {
            output.WriteLine(Text($"  made: {megabytes / used:F1} MB of text a second of one core ({megabytes / took:F1} a second)"));
            await site.LoseIndexAsync();
            (took, used) = Index(site);
        }

        Say(new(megabytes / used >= 50, true, Text($"building it: {megabytes / used:F0} MB of text a second of one core ({megabytes / took:F0} a second), at least 50")));
    }

    private static (double Took, double Used) Index(SearchSite site)
    {
        var (busy, from) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        site.Engine.RunIndexing();
        return (Stopwatch.GetElapsedTime(from).TotalSeconds, (Environment.CpuUsage.TotalTime - busy).TotalSeconds);
    }

    // By a process of its own, which did nothing else.
    private async Task RememberAsync(string place)
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(SearchGate).Assembly.Location, "probe", "search", place, options.Messages.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        }) ?? throw new InvalidOperationException("No process was started.");
        var lines = (await child.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await child.WaitForExitAsync();
        foreach (var line in lines[..^1])
        {
            output.WriteLine(line);
        }

        var megabytes = double.Parse(lines[^1], CultureInfo.InvariantCulture);
        Say(new(megabytes <= 256, true, Text($"memory of a process that searches: {megabytes:F0} MB at most, at most 256")));
    }

    /// <summary>What such a process does.</summary>
    public async Task<int> ProbeAsync()
    {
        await using var site = SearchSite.Open(folder);
        await using var caller = await ImapCaller.SelectAsync(site.Engine, new ColumnCache());
        output.WriteLine(Text($"  {PeakMegabytes():F0} MB with the mailbox open"));
        foreach (var (what, command, most) in Searches)
        {
            // Those that open messages take their time, not memory.
            if (most > 0)
            {
                var took = await caller.AskAsync(command);
                output.WriteLine(Text($"  {PeakMegabytes():F0} MB after {what}, {took:F0} ms"));
            }
        }

        output.WriteLine(Text($"{PeakMegabytes()}"));
        return 0;
    }

    private static double PeakMegabytes()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1e6;
    }

    private async Task SearchAsync(SearchSite site)
    {
        await using var caller = await ImapCaller.SelectAsync(site.Engine, new ColumnCache());
        foreach (var (what, command, most) in Searches)
        {
            var first = await caller.AskAsync(command);
            var found = caller.Reply[..Math.Min(40, caller.Reply.IndexOf('\r', StringComparison.Ordinal))];
            var warm = await MedianAsync(caller, command);
            Say(new(warm <= most, most > 0, Text($"{what}: {warm:F2} ms, at most {most:F0} (the first time {first:F2}; {_busy:F2} of processors): {found}")));
        }

        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        await caller.AskAsync(Searches[3].Command);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Say(new(true, false, Text($"memory: {before / 1e6:F1} MB are held, {allocated / 1e6:F1} MB allocated for a search of all messages")));
    }

    private async Task OrderAsync(SearchSite site)
    {
        var number = options.Messages;
        foreach (var command in Orders)
        {
            var columns = new ColumnCache();
            await using var caller = await ImapCaller.SelectAsync(site.Engine, columns);
            var (compiled, paused) = (JitInfo.GetCompilationTime(), GC.GetTotalPauseDuration());
            var cold = await caller.AskAsync(command);
            (compiled, paused) = (JitInfo.GetCompilationTime() - compiled, GC.GetTotalPauseDuration() - paused);
            var warm = await MedianAsync(caller, command);
            var busy = _busy;
            await site.FillAsync(_corpus, number++, 1);
            await caller.AskAsync("NOOP");
            var grown = await caller.AskAsync(command);
            Say(new(cold <= 100, true, Text($"{command}, cold: {cold:F1} ms, at most 100 (of all threads the compiler's {compiled.TotalMilliseconds:F1}, the collector's {paused.TotalMilliseconds:F1})")));
            Say(new(warm <= 20, true, Text($"{command}, warm: {warm:F1} ms, at most 20 (with one message more {grown:F1}; {busy:F1} of processors)")));
        }
    }

    private async Task<double> MedianAsync(ImapCaller caller, string command)
    {
        var times = new List<double>();
        var busy = Environment.CpuUsage.TotalTime;
        for (var round = 0; round < options.Rounds; round++)
        {
            times.Add(await caller.AskAsync(command));
        }

        times.Sort();
        _busy = (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds / options.Rounds;
        return times[times.Count / 2];
    }

    // In turns, so that what else the machine does meets both.
    private async Task DeliverAsync(string place)
    {
        var messages = Enumerable.Range(0, options.Deliveries).Select(_corpus.Message).ToList();
        var ratios = new List<double>();
        for (var round = 0; round < options.DeliveryRounds; round++)
        {
            // Each comes first as often as the other.
            var isFirst = round % 2 == 0;
            var first = await TimeAsync(place, messages, isIndexed: isFirst);
            var second = await TimeAsync(place, messages, isIndexed: !isFirst);
            var (with, without) = isFirst ? (first, second) : (second, first);
            ratios.Add(without / with);
            output.WriteLine(Text($"  round {round + 1}: {messages.Count / with:F0} deliveries a second with an index, {messages.Count / without:F0} without"));
        }

        ratios.Sort();
        var ratio = ratios[ratios.Count / 2];
        Say(new(ratio >= 0.8, true, Text($"deliveries with an index to deliveries without: {ratio:F2}, at least 0.80")));
    }

    private static async Task<double> TimeAsync(string place, List<byte[]> messages, bool isIndexed)
    {
        Remove(place);
        await using var site = await SearchSite.CreateAsync(place, isIndexed, runsByItself: true);
        await site.DeliverAsync([.. messages.Take(messages.Count / 10)], Writers);
        var from = Stopwatch.GetTimestamp();
        await site.DeliverAsync(messages, Writers);
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    private void Say(Finding finding)
    {
        _findings.Add(finding);
        output.WriteLine(finding);
    }

    private static void Remove(string place)
    {
        if (Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
