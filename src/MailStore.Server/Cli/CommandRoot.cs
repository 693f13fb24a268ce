using System.CommandLine;
using System.CommandLine.Help;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Parse;
using MailStore.Server.Cli.Serve;
using MailStore.Server.Cli.Store;

namespace MailStore.Server.Cli;

/// <summary>What people type behind <c>mailstore</c>. A new command is added here, and has a folder of its own.</summary>
internal static class CommandRoot
{
    private const string About = """
        A mailbox server in the making. Without a command it serves, with the folder ./data and an account for trying.

        Exit codes: 0 done, 1 something is wrong with what was given or asked for, 2 the command line was not understood.
        """;

    /// <summary>How long a command may take to end when it is stopped: a server finishes what runs.</summary>
    private static readonly TimeSpan s_stopTime = TimeSpan.FromSeconds(30);

    public static async Task<ExitCode> RunAsync(string[] args, Terminal terminal, CancellationToken cancel = default)
    {
        var root = new Command("mailstore", About) { new HelpOption(), ServeCommand.Build(terminal), StoreCommand.Build(terminal), ParseCommand.Build(terminal) };
        // Response files would turn the argument "@name" into what a file says.
        var parsed = root.Parse(WithCommand(args), new ParserConfiguration { ResponseFileTokenReplacer = null });
        var faults = parsed.UnmatchedTokens.Select(token => $"'{token}' is not understood.")
            .Concat(parsed.Errors.Select(fault => fault.Message))
            .ToList();
        if (faults.Count > 0)
        {
            terminal.Error.WriteLine($"mailstore: {faults[0]} 'mailstore --help' says what is understood.");
            return ExitCode.NotUnderstood;
        }

        var run = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = s_stopTime,
        };
        return (ExitCode)await parsed.InvokeAsync(run, cancel);
    }

    /// <summary>Nothing, or nothing but flags, is meant for <c>serve</c>.</summary>
    private static string[] WithCommand(string[] args) =>
        args is [] || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] != "--help") ? ["serve", .. args] : args;
}
