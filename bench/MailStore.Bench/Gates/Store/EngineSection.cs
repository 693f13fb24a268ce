using System.Diagnostics;
using System.Globalization;
using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Bench.Contenders.Store;

namespace MailStore.Bench.Gates.Store;

/// <summary>
/// The whole engine: deliveries end to end against what the disk gives to writes of the same size, and how long a store is away
/// when it was killed.
/// </summary>
internal sealed class EngineSection(EngineSectionOptions options) : IStoreSection
{
    private const int MessageBytes = 24 * 1024;
    private const int RecoveredBytes = 10 * 1024;

    /// <summary>A million messages, about 10 GB, within five seconds; what is measured is scaled to that.</summary>
    private const double RecoveryMessages = 1_000_000;

    public string Name => options.Rounds == 0 ? "million" : "engine";

    public IReadOnlyList<Finding> Run(TextWriter output, string folder)
    {
        List<Finding> findings = [.. options.Rounds == 0 ? [] : Task.Run(() => DeliveriesAsync(output, folder)).GetAwaiter().GetResult(), .. Task.Run(() => RecoveryAsync(output, folder)).GetAwaiter().GetResult()];
        findings.ForEach(finding => output.WriteLine(finding));
        return findings;
    }

    private async Task<List<Finding>> DeliveriesAsync(TextWriter output, string folder)
    {
        var message = Message(MessageBytes);
        var ratios = new List<double>();
        output.WriteLine(Text($"{options.Writers} writers, {options.Deliveries} messages of {MessageBytes} B to {options.Accounts} accounts"));
        output.WriteLine("  round   messages/s   MB/s   KB/write   bare MB/s   B allocated/message");

        // Round 0 is for the compiler: what is judged is a server that has run for a while.
        for (var round = 0; round <= options.Rounds; round++)
        {
            var place = Path.Combine(folder, "deliver");
            double seconds, batch, allocated;
            using (var site = new EngineSite(place))
            {
                await site.AddAccountsAsync(options.Accounts);
                await site.DeliverAsync(options.Writers, options.Deliveries / 10, message);
                var writes = site.Storage.Writes;
                allocated = GC.GetTotalAllocatedBytes(precise: true);
                var start = Stopwatch.GetTimestamp();
                await site.DeliverAsync(options.Writers, options.Deliveries, message);
                seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                allocated = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / options.Deliveries;
                batch = (double)options.Deliveries * MessageBytes / Math.Max(1, site.Storage.Writes - writes);
            }

            Directory.Delete(place, recursive: true);
            var speed = (double)options.Deliveries * MessageBytes / seconds / 1e6;
            var bare = Bare(Path.Combine(folder, "bare"), (int)batch);
            if (round > 0)
            {
                ratios.Add(speed / bare);
            }

            output.WriteLine(Text($"  {round,5}{options.Deliveries / seconds,13:F0}{speed,7:F0}{batch / 1024,11:F0}{bare,12:F0}{allocated,22:F0}"));
        }

        output.WriteLine();
        ratios.Sort();
        var ratio = ratios[ratios.Count / 2];
        return [new(ratio >= 0.5, true, Text($"24 KB deliveries end to end to the bare writer with the same batches: {ratio:F2}, at least 0.50"))];
    }

    private async Task<List<Finding>> RecoveryAsync(TextWriter output, string folder)
    {
        var place = Path.Combine(folder, "recover");
        using var site = new EngineSite(place);
        await site.AddAccountsAsync(options.Accounts);
        var filling = Stopwatch.GetTimestamp();
        await site.DeliverAsync(options.Writers, options.RecoveredMessages, Message(RecoveredBytes));
        var filled = Stopwatch.GetElapsedTime(filling).TotalSeconds;
        var start = Stopwatch.GetTimestamp();
        site.Kill();
        var opened = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var account = await site.Engine.OpenAccountAsync(site.Accounts[0]) ?? throw new InvalidOperationException("An account is lost.");
        var inbox = await account.OpenAsync(MailboxName.Inbox) ?? throw new InvalidOperationException("An INBOX is lost.");
        await site.DeliverAsync(1, 1, Message(RecoveredBytes));
        var served = Stopwatch.GetElapsedTime(start).TotalSeconds;
        output.WriteLine(Text($"recovery of {options.RecoveredMessages} messages of {RecoveredBytes} B (filled in {filled:F0} s): open after {opened:F2} s, a mailbox of {inbox.Status.Messages} looked at and a delivery acknowledged after {served:F2} s"));
        output.WriteLine();

        // Beyond the last checkpoint nothing is read, so more messages do not make it longer than the journal between two of them.
        var isScaled = options.RecoveredMessages < RecoveryMessages;
        return [new(served <= 5, true, Text($"serving again after a kill with {options.RecoveredMessages} messages{(isScaled ? " (1,000,000 are meant)" : "")}: {served:F2} s, at most 5.00"))];
    }

    private double Bare(string folder, int batch)
    {
        batch = Math.Max(4096, (batch + 4095) & ~4095);
        var writes = (int)Math.Max(1, (long)options.Deliveries * MessageBytes / batch);
        var seconds = BareWriter.Run(folder, writes, batch).Sum();
        Directory.Delete(folder, recursive: true);
        return (double)writes * batch / seconds / 1e6;
    }

    private static byte[] Message(int bytes)
    {
        var text = new StringBuilder("From: a@example.org\r\nSubject: what the gate delivers\r\n\r\n");
        while (text.Length < bytes)
        {
            text.Append("A line of a message that nobody reads, as long as such lines are: about so long.\r\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, bytes));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
