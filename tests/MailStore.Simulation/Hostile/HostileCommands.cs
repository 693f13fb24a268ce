using System.CommandLine;
using MailStore.Simulation.Arguments;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Hostile;

/// <summary><c>fuzz</c> and <c>flood</c>.</summary>
internal static class HostileCommands
{
    private const int UsualMinutes = 60;
    private const int UsualConnections = 50_000;

    public static Command Fuzz()
    {
        var (minutes, seed) = (NumberOption.Minutes("--minutes", $"Ends after so long; {UsualMinutes} if it is not said."), NumberOption.Seed());
        var fuzz = new Command("fuzz", "Says what is almost a command to a real server, in every state of every protocol.") { minutes, seed };
        fuzz.SetAction((parsed, stop) => GuardAsync(
            parsed.InvocationConfiguration,
            folder => new FuzzRun(folder, parsed.GetValue(seed), parsed.GetValue(minutes) ?? TimeSpan.FromMinutes(UsualMinutes), int.MaxValue, parsed.InvocationConfiguration.Output.WriteLine).RunAsync(stop)));
        return fuzz;
    }

    public static Command Flood()
    {
        var connections = NumberOption.Count("--connections", "So many at once; each needs a descriptor here and one in the server.", UsualConnections);
        var flood = new Command("flood", "Keeps a real server busy with connections that say nothing, or hardly anything, beside a normal client.") { connections };
        flood.SetAction((parsed, stop) => GuardAsync(
            parsed.InvocationConfiguration,
            folder => new FloodRun(folder, parsed.GetValue(connections), parsed.InvocationConfiguration.Output.WriteLine).RunAsync(stop)));
        return flood;
    }

    private static async Task<int> GuardAsync(InvocationConfiguration console, Func<string, Task> run)
    {
        var folder = Directory.CreateTempSubdirectory("mailstore-hostile-").FullName;
        try
        {
            await run(folder);
            Directory.Delete(folder, recursive: true);
            return 0;
        }
        catch (TortureFault fault)
        {
            await console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await console.Error.WriteLineAsync("Stopped.");
            return 1;
        }
    }
}
