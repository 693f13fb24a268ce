using System.Globalization;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Hostile;

/// <summary><c>fuzz [--minutes N] [--seed S]</c> and <c>flood [--connections N]</c>.</summary>
internal static class HostileCommands
{
    public const string Usage = "fuzz [--minutes N] [--seed S] | flood [--connections N]";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("mailstore-hostile-").FullName;
        var (minutes, seed, connections) = (60.0, 1UL, 50_000);
        for (var at = 1; at + 1 < arguments.Length; at += 2)
        {
            switch (arguments[at])
            {
                case "--minutes":
                    minutes = double.Parse(arguments[at + 1], CultureInfo.InvariantCulture);
                    break;
                case "--seed":
                    seed = ulong.Parse(arguments[at + 1], CultureInfo.InvariantCulture);
                    break;
                case "--connections":
                    connections = int.Parse(arguments[at + 1], CultureInfo.InvariantCulture);
                    break;
                default:
                    throw new FormatException($"{arguments[at]} is not known: {Usage}");
            }
        }

        try
        {
            await (arguments[0] == "fuzz"
                ? new FuzzRun(folder, seed, TimeSpan.FromMinutes(minutes), int.MaxValue, Console.WriteLine).RunAsync()
                : new FloodRun(folder, connections, Console.WriteLine).RunAsync());
            Directory.Delete(folder, recursive: true);
            return 0;
        }
        catch (TortureFault fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }
}
