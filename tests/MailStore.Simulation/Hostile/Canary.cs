using System.Diagnostics;
using System.Net;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Hostile;

/// <summary>A normal client beside the hostile ones: it must be served, and soon.</summary>
internal static class Canary
{
    public const string User = "canary@example.org";

    /// <param name="greeting">What a proxy would say first.</param>
    public static async Task<List<double>> MeasureAsync(IPEndPoint imap, int rounds, string greeting = "")
    {
        using var wire = await ImapWire.LogInAsync(imap, User, HostileServer.Password, greeting);
        await wire.DemandAsync($"APPEND INBOX {ImapWire.Literal("Subject: canary\r\n\r\nalive\r\n")}");
        await wire.DemandAsync("SELECT INBOX");
        var milliseconds = new List<double>(rounds);
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await wire.DemandAsync("FETCH 1 (FLAGS ENVELOPE)");
            await wire.DemandAsync($"STORE 1 {(round % 2 == 0 ? "+" : "-")}FLAGS.SILENT (\\Flagged)");
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        await wire.DemandAsync("UID STORE 1:* +FLAGS.SILENT (\\Deleted)");
        await wire.DemandAsync("EXPUNGE");
        await wire.DemandAsync("LOGOUT");
        milliseconds.Sort();
        return milliseconds;
    }
}
