using System.CommandLine;
using MailStore.Simulation.Arguments;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Torture.Runs;

/// <summary><c>torture</c>: until one of the ends is reached, or a fault is found.</summary>
internal static class TortureCommand
{
    private const int UsualKills = 1000;

    public static Command Build()
    {
        var minutes = NumberOption.Minutes("--minutes", "Ends after so long.");
        var kills = NumberOption.CountOrNone("--kills", $"Ends after so many kills under load; {UsualKills} if neither is said.");
        var seed = NumberOption.Seed();
        var changes = NumberOption.Count("--changes", "Acknowledged changes between two kills, at most.", new TortureOptions("").ChangesMax);
        var folder = new Option<string?>("--folder") { Description = "Where the store is made, and stays. Without it that is a temporary folder, which goes unless a fault is found.", HelpName = "DIR" };
        var torture = new Command("torture", "Kills the real server again and again under load of all protocols, and looks whether anything is lost, doubled or back.") { minutes, kills, seed, changes, folder };
        torture.SetAction(async (parsed, stop) =>
        {
            var time = parsed.GetValue(minutes);
            var options = new TortureOptions(parsed.GetValue(folder) ?? Directory.CreateTempSubdirectory("mailstore-torture-").FullName)
            {
                Time = time ?? TimeSpan.MaxValue,
                Kills = parsed.GetValue(kills) ?? (time is null ? UsualKills : int.MaxValue),
                Seed = parsed.GetValue(seed),
                ChangesMax = parsed.GetValue(changes),
            };
            return await RunAsync(options, parsed.GetValue(folder) is not null, parsed.InvocationConfiguration, stop);
        });
        return torture;
    }

    private static async Task<int> RunAsync(TortureOptions options, bool keepsFolder, InvocationConfiguration console, CancellationToken stop)
    {
        try
        {
            await new TortureRun(options, console.Output.WriteLine).RunAsync(stop);
            if (!keepsFolder)
            {
                Directory.Delete(options.Folder, recursive: true);
            }

            return 0;
        }
        catch (TortureFault fault)
        {
            await console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }
}
