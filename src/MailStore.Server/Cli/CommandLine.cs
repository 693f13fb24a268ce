using System.IO.Pipelines;
using System.Text;

namespace MailStore.Server.Cli;

/// <summary>What people type behind <c>mailstore</c>. Streams are handed in, so that tests read what a person would.</summary>
internal static class CommandLine
{
    private const string Usage = """
        Usage: mailstore [--help]
               mailstore parse imap|smtp|pop3 [COMMAND...]

          (nothing)    says what this build can do and what it cannot do yet
          parse        says what the generated parser makes of commands: of those given, or else of
                       the lines and literals on standard input. Fields that are empty or zero are
                       left out. Lines that follow a command, such as DONE or base64, are no commands.
          --help, -h   says this

        Exit codes: 0 done, 1 something was no command of the protocol, 2 the command line was not understood.
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

    public static async Task<ExitCode> RunAsync(string[] args, Stream input, TextWriter output, TextWriter error)
    {
        switch (args)
        {
            case []:
                output.WriteLine(State);
                return ExitCode.Done;

            case ["--help" or "-h"]:
                output.WriteLine(Usage);
                return ExitCode.Done;

            case ["--help" or "-h", var extra, ..]:
                error.WriteLine($"mailstore: '{extra}' behind --help is not understood.");
                return ExitCode.NotUnderstood;

            case ["parse", var name, .. var commands] when Protocols.All.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.Ordinal)) is { } protocol:
                return await ParseAsync(protocol, commands, input, output);

            case ["parse", ..]:
                var known = string.Join(", ", Protocols.All.Select(protocol => protocol.Name));
                error.WriteLine($"mailstore: parse needs a protocol, one of {known}{(args.Length > 1 ? $", not '{args[1]}'" : "")}.");
                return ExitCode.NotUnderstood;

            default:
                error.WriteLine($"mailstore: '{args[0]}' is not understood. 'mailstore --help' says what is.");
                return ExitCode.NotUnderstood;
        }
    }

    private static async Task<ExitCode> ParseAsync(Protocol protocol, string[] commands, Stream input, TextWriter output)
    {
        var pipe = new Pipe();
        await using var given = new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\r\n", commands)));
        var copying = LineInput.CopyAsync(commands.Length > 0 ? given : input, pipe.Writer);
        var code = await new ParseSession(protocol, output).RunAsync(pipe.Reader);
        await pipe.Reader.CompleteAsync();
        await copying;
        return code;
    }
}
