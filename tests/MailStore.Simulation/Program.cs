using MailStore.Log.Devices;
using MailStore.Simulation.Hostile;
using MailStore.Simulation.Kills;
using MailStore.Simulation.Torture.Runs;

namespace MailStore.Simulation;

/// <summary>The commands <c>torture</c>, <c>fuzz</c> and <c>flood</c>, and the process that the kill tests kill. Tests themselves are run by the test host, which does not come by here.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["torture", ..])
        {
            return await TortureCommand.RunAsync(arguments[1..]);
        }

        if (arguments is ["fuzz" or "flood", ..])
        {
            return await HostileCommands.RunAsync(arguments);
        }

        if (arguments is not [var folder, var seed, var round])
        {
            await Console.Error.WriteLineAsync($"usage: dotnet run -c Release --project tests/MailStore.Simulation -- {TortureCommand.Usage} | {HostileCommands.Usage}");
            return 2;
        }

        try
        {
            await Worker.RunAsync(folder, ulong.Parse(seed), int.Parse(round));
            return 0;
        }
        catch (StorageFaultException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }
    }
}
