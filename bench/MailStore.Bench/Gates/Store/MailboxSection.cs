using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Bench.Checkout;
using MailStore.Bench.Mixes;

namespace MailStore.Bench.Gates.Store;

/// <summary>
/// One large mailbox through the contracts that front ends have: opening it, numbering, sessions, changes of flags, an expunge of a
/// tenth. A figure that is short-lived is the median of several.
/// </summary>
internal sealed class MailboxSection(MailboxSectionOptions options) : IStoreSection
{
    private const int Repeats = 9;

    // Below it the index' own pages weigh more than what is in them.
    private const int SteadyMessages = 100_000;
    private readonly Dice _dice = new(1);

    public string Name => "mailbox";

    /// <summary>What a fresh process does: opens the store, and then says how long the mailbox took.</summary>
    public static string Probe(string folder)
    {
        var task = Task.Run(async () =>
        {
            await using var store = MailboxStore.Open(folder);
            return Text($"{await SelectMs(store, MailboxStore.Source)} {await SelectMs(store, MailboxStore.Large)}");
        });
        return task.GetAwaiter().GetResult();
    }

    public IReadOnlyList<Finding> Run(TextWriter output, string folder)
    {
        var findings = Task.Run(() => RunAsync(output, folder)).GetAwaiter().GetResult();
        foreach (var finding in findings)
        {
            output.WriteLine(finding);
        }

        return findings;
    }

    private async Task<List<Finding>> RunAsync(TextWriter output, string folder)
    {
        var place = Path.Combine(folder, "store");
        var start = Stopwatch.GetTimestamp();
        await MailboxStore.CreateAsync(place, options.Messages);
        output.WriteLine(Text($"{options.Messages} messages in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
        var findings = new List<Finding>
        {
            AtMost("metadata in the index, with what it has outgrown: octets a message", IndexBytes(place) / options.Messages, options.Messages < SteadyMessages ? int.MaxValue : 64),
        };
        if (options.WithFreshProcess)
        {
            findings.AddRange(FreshProcess(place));
        }

        await using var store = MailboxStore.Open(place);
        await SelectMs(store, MailboxStore.Source);
        var before = SettledMemory();
        findings.Add(AtMost("open, first time after the store was opened: ms", await SelectMs(store, MailboxStore.Large), 10));
        findings.Add(AtMost("open again: ms", await MedianAsync(() => SelectMs(store, MailboxStore.Large)), 1));
        using var view = await store.SelectAsync(MailboxStore.Large);
        findings.AddRange(await SessionsAsync(view.Mailbox, before));
        findings.AddRange(Numbering(view));
        findings.Add(await FlagsAsync(output, view.Mailbox));
        findings.AddRange(await ExpungeAsync(output, view));
        return findings;
    }

    private static async Task<double> SelectMs(MailboxStore store, MailboxName name)
    {
        var start = Stopwatch.GetTimestamp();
        using var view = await store.SelectAsync(name);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<double> MedianAsync(Func<Task<double>> measure)
    {
        var values = new double[Repeats];
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            values[repeat] = await measure();
        }

        Array.Sort(values);
        return values[Repeats / 2];
    }

    // The first mailbox that a process opens has all its code compiled on the way; the second one shows what the data takes.
    private static List<Finding> FreshProcess(string place)
    {
        var probe = DotnetCommand.Run(place, Assembly.GetExecutingAssembly().Location, "probe", "mailbox", place);
        if (probe.ExitCode != 0)
        {
            throw new InvalidOperationException($"The fresh process failed: {probe.Output}");
        }

        var times = probe.Output.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return
        [
            new(true, false, Text($"a small mailbox, the first that a fresh process opens, its code being compiled: {times[0]:F1} ms")),
            AtMost("open in a fresh process, the store being open and its code compiled: ms", times[1], 10),
        ];
    }

    private List<Finding> Numbering(IMailboxView view)
    {
        var numbers = new int[options.Lookups];
        foreach (ref var number in numbers.AsSpan())
        {
            number = _dice.Below(view.Count) + 1;
        }

        var uids = new Uid[numbers.Length];
        var there = Nanoseconds(place => uids[place] = view.UidAt(numbers[place]));
        var wrong = 0;
        var back = Nanoseconds(place => wrong += view.SequenceOf(uids[place]) == numbers[place] ? 0 : 1);
        return
        [
            AtMost("sequence number to UID: ns", there, 150),
            AtMost("UID to sequence number: ns", back, 150),
            AtMost("numbers that came back wrong", wrong, 0),
        ];
    }

    // The median of short runs: a run that another process interrupts says nothing of ours.
    private double Nanoseconds(Action<int> lookup)
    {
        const int run = 2_000;
        var times = new List<double>();
        for (var first = 0; first + run <= options.Lookups; first += run)
        {
            var start = Stopwatch.GetTimestamp();
            for (var place = first; place < first + run; place++)
            {
                lookup(place);
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / run);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static long SettledMemory()
    {
        // What closed before, such as the store that was filled, goes in several rounds.
        long before, after = long.MaxValue;
        do
        {
            before = after;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            after = GC.GetTotalMemory(forceFullCollection: true);
        }
        while (after < before - 4096);
        return after;
    }

    private async Task<List<Finding>> SessionsAsync(IMailbox mailbox, long closed)
    {
        var views = new List<IMailboxView>(options.Sessions);
        var before = SettledMemory();
        for (var count = 0; count < options.Sessions; count++)
        {
            views.Add(await mailbox.OpenViewAsync(isReadOnly: count % 2 == 0));
        }

        var each = (double)(SettledMemory() - before) / options.Sessions;
        var all = (double)(SettledMemory() - closed) / (1024 * 1024);
        views.ForEach(view => view.Dispose());
        return
        [
            AtMost("a view beyond the shared sequence: octets", each, 1024),
            AtMost($"{options.Sessions} sessions and the mailbox that they share: MB", all, 64),
        ];
    }

    private async Task<Finding> FlagsAsync(TextWriter output, IMailbox mailbox)
    {
        await Crowd(mailbox, options.FlagChanges / 10);
        var (start, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Crowd(mailbox, options.FlagChanges);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        busy = Environment.CpuUsage.TotalTime - busy;
        output.WriteLine(Text($"a change of flags takes {busy.TotalMicroseconds / options.FlagChanges:F2} us of processor time, with all of its client"));
        return AtLeast($"durable changes of flags by {options.Writers} writers: a second", options.FlagChanges / seconds, 100_000);
    }

    // Each writer has as many changes on their way as a client that pipelines.
    private Task Crowd(IMailbox mailbox, int changes)
    {
        const int pipelined = 16;
        var left = changes;
        return Task.WhenAll(Enumerable.Range(1, options.Writers).Select(writer => Task.Run(async () =>
        {
            var dice = new Dice((ulong)writer);
            var tickets = new Queue<CommitTicket<FlagResult>>();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var uid = UidSet.Of((uint)dice.Below(options.Messages) + 1);
                tickets.Enqueue(mailbox.ChangeFlags(uid, FlagMode.Replace, new(dice.Below(2) == 0 ? SystemFlags.Seen : SystemFlags.Flagged)));
                if (tickets.Count == pipelined)
                {
                    await tickets.Dequeue();
                }
            }

            while (tickets.TryDequeue(out var ticket))
            {
                await ticket;
            }
        })));
    }

    private async Task<List<Finding>> ExpungeAsync(TextWriter output, IMailboxView view)
    {
        var uids = new HashSet<uint>();
        while (uids.Count < options.Expunged)
        {
            uids.Add((uint)_dice.Below(options.Messages) + 1);
        }

        var set = UidSet.Of([.. uids]);
        await view.Mailbox.ChangeFlags(set, FlagMode.Add, new(SystemFlags.Deleted));
        view.Sync(withExpunges: false);
        using var other = await view.Mailbox.OpenViewAsync(isReadOnly: false);
        var (start, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var result = await view.Mailbox.Expunge();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        busy = Environment.CpuUsage.TotalTime - busy;
        output.WriteLine(Text($"the expunge takes {busy.TotalMilliseconds:F0} ms of processor time"));
        var isReadable = set.Ranges.ToArray().All(range => view.TryRead(range.First, out _)) && view.Count == options.Messages;
        start = Stopwatch.GetTimestamp();
        var told = view.Sync(withExpunges: true);
        output.WriteLine(Text($"a view is told of the expunge in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms"));
        var isRight = isReadable && result.Expunged.Equals(set) && told.Vanished.Equals(set) && told.Expunged.Length == options.Expunged
            && view.Count == options.Messages - options.Expunged && view.Existing(set).IsEmpty
            && other.Count == options.Messages && other.Sync(withExpunges: false).IsEmpty && other.Existing(set).Equals(set)
            && view.Mailbox.VanishedSince(default).Equals(set);
        return
        [
            AtMost($"expunging {options.Expunged} at random: s", seconds, 1),
            new(isRight, true, "views are right before, while and after they are told"),
        ];
    }

    private static double IndexBytes(string place) =>
        new DirectoryInfo(place).EnumerateFiles("m-*").Sum(file => (double)file.Length);

    private static Finding AtLeast(string what, double value, double limit) => new(value >= limit, true, Text($"{what}: {value:F2}, at least {limit:F0}"));

    private static Finding AtMost(string what, double value, double limit) => new(value <= limit, true, Text($"{what}: {value:F3}, at most {limit:F0}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
