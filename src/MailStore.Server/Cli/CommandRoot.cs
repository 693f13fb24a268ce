using System.CommandLine;
using System.CommandLine.Help;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Parse;

namespace MailStore.Server.Cli;

/// <summary>What people type behind <c>mailstore</c>. A new command is added here, and has a folder of its own.</summary>
internal static class CommandRoot
{
    private const string About = """
        A mailbox server in the making.

        Exit codes: 0 done, 1 something is wrong with what was given or asked for, 2 the command line was not understood.
        """;

    private const string State = """
        MailStore, a mailbox server in the making. It does not serve mail yet.

        What is there:
          grammars     commands of SMTP, POP3 and IMAP as ABNF files, one per RFC
          parsers      generated from the grammars; try: mailstore parse imap 'a1 FETCH 1:* (FLAGS UID)'
          wire         framing of lines, literals, dot-terminated data and chunks; writing of replies

        What is not there yet:
          mailboxes    a store, its log on disk, recovery
          front ends   sessions of SMTP, LMTP, POP3 and IMAP
          server       listening, TLS, accounts, configuration
        """;

    public static async Task<ExitCode> RunAsync(string[] args, Terminal terminal, CancellationToken cancel = default)
    {
        var root = new Command("mailstore", About) { new HelpOption(), ParseCommand.Build(terminal) };
        root.SetAction(_ =>
        {
            terminal.Output.WriteLine(State);
            return (int)ExitCode.Done;
        });

        // Response files would turn the argument "@name" into what a file says.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var faults = parsed.Errors.Select(fault => fault.Message)
            .Concat(parsed.UnmatchedTokens.Select(token => $"'{token}' is not understood."))
            .ToList();
        if (faults.Count > 0)
        {
            terminal.Error.WriteLine($"mailstore: {faults[0]} 'mailstore --help' says what is understood.");
            return ExitCode.NotUnderstood;
        }

        var run = new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        return (ExitCode)await parsed.InvokeAsync(run, cancel);
    }
}
