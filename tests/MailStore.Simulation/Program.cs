using System.CommandLine;
using System.CommandLine.Help;
using MailStore.Simulation.Hostile;
using MailStore.Simulation.Kills;
using MailStore.Simulation.Kills.Indexing;
using MailStore.Simulation.Searching;
using MailStore.Simulation.Torture.Runs;
using MailStore.Simulation.Torture.Servers;

namespace MailStore.Simulation;

/// <summary>The commands <c>torture</c>, <c>fuzz</c> and <c>flood</c>, and the processes that tests kill. Tests themselves are run by the test host, which does not come by here.</summary>
internal static class Program
{
    private const string About = """
        What is done to a real server to make it lose mail, or fall. docs/torture.md says what came of it.

        Exit codes: 0 nothing was wrong, 1 a fault was found, 2 the command line was not understood.
        """;

    /// <summary>A run ends with its round, and says what it has done.</summary>
    private static readonly TimeSpan s_endTime = TimeSpan.FromMinutes(2);

    public static Task<int> Main(string[] arguments) => arguments switch
    {
        [RestlessServer.Name, .. var ofServer] => RestlessServer.RunAsync(RestlessServer.Name, ofServer, RestlessServer.Volumes),
        [LeanServer.Name, .. var ofServer] => RestlessServer.RunAsync(LeanServer.Name, ofServer, LeanServer.Volumes),
        _ => RunAsync(arguments, Console.Out, Console.Error),
    };

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new Command("simulation", About) { new HelpOption(), TortureCommand.Build(), HostileCommands.Fuzz(), HostileCommands.Flood(), WorkerCommand.Build(), IndexWorkerCommand.Build(), SearchMemoryCommand.Build() };
        var parsed = root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
        var fault = parsed.UnmatchedTokens.Select(token => $"'{token}' is not understood.").Concat(parsed.Errors.Select(fault => fault.Message)).FirstOrDefault();
        if (fault is not null)
        {
            await error.WriteLineAsync($"simulation: {fault} '--help' says what is understood.");
            return 2;
        }

        return await parsed.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = s_endTime });
    }
}
