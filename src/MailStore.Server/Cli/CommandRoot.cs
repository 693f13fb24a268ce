using System.CommandLine;
using System.CommandLine.Help;
using MailStore.Server.Cli.Offer;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Parse;
using MailStore.Server.Cli.Running;
using MailStore.Server.Cli.Serve;
using MailStore.Server.Cli.Settings;
using MailStore.Server.Cli.Store;
using MailStore.Server.Cli.Work;

namespace MailStore.Server.Cli;

/// <summary>What people type behind <c>mailstore</c>. A new command is added here, and has a folder of its own.</summary>
internal static class CommandRoot
{
    private const string About = """
        A mailbox server in the making. Without a command it serves, with the folder ./data and an account for trying.

        Exit codes: 0 done, 1 something is wrong with what was given or asked for, 2 the command line was not understood,
        3 the store cannot be reached just now.
        """;

    public static Task<ExitCode> RunAsync(string[] args, Terminal terminal, CancellationToken cancel = default)
    {
        var root = new Command("mailstore", About) { new HelpOption(), ServeCommand.Build(terminal), ConfigCommand.Build(terminal), StoreCommand.Build(terminal), ParseCommand.Build(terminal) };
        foreach (var command in RunningCommands.Build(terminal).Concat(OpenStoreCommands.Build(terminal, new CommandDoor(terminal))))
        {
            root.Add(command);
        }

        return CommandRun.InvokeAsync(root, WithCommand(args), terminal, cancel);
    }

    /// <summary>Nothing, or nothing but flags, is meant for <c>serve</c>.</summary>
    private static string[] WithCommand(string[] args) =>
        args is [] || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] != "--help") ? ["serve", .. args] : args;
}
