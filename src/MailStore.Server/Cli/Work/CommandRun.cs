using System.CommandLine;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Work;

/// <summary>From words to a command and its code.</summary>
internal static class CommandRun
{
    public static async Task<ExitCode> InvokeAsync(Command root, string[] args, Terminal terminal, CancellationToken cancel)
    {
        // Response files would turn the argument "@name" into what a file says.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var fault = parsed.UnmatchedTokens.Select(token => $"'{token}' is not understood.")
            .Concat(parsed.Errors.Select(fault => fault.Message))
            .FirstOrDefault();
        if (fault is not null)
        {
            await terminal.Error.WriteLineAsync($"mailstore: {fault} 'mailstore --help' says what is understood.");
            return ExitCode.NotUnderstood;
        }

        var run = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,

            // Signals are the program's: it asks to end by the token.
            ProcessTerminationTimeout = null,
        };
        return (ExitCode)await parsed.InvokeAsync(run, cancel);
    }
}
