using System.CommandLine;
using MailStore.Log.Devices;

namespace MailStore.Simulation.Kills;

/// <summary>The process that the kill tests kill.</summary>
internal static class WorkerCommand
{
    public const string Name = "worker";

    public static Command Build()
    {
        var (folder, seed, round) = (new Argument<string>("folder"), new Argument<ulong>("seed"), new Argument<int>("round"));
        var command = new Command(Name, "Changes a store until it is killed.") { folder, seed, round };
        command.Hidden = true;
        command.SetAction(async parsed =>
        {
            try
            {
                await Worker.RunAsync(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(seed), parsed.GetRequiredValue(round));
                return 0;
            }
            catch (StorageFaultException refusal)
            {
                await Console.Error.WriteLineAsync(refusal.Message);
                return 1;
            }
        });
        return command;
    }
}
