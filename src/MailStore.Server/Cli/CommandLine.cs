namespace MailStore.Server.Cli;

/// <summary>What people type behind <c>mailstore</c>. Writers are handed in, so that tests read what a person would.</summary>
internal static class CommandLine
{
    private const string Usage = """
        Usage: mailstore [--help]

          (nothing)    says what this build can do and what it cannot do yet
          --help, -h   says this

        Exit codes: 0 done, 2 the command line was not understood.
        """;

    private const string State = """
        MailStore, a mailbox server in the making. It does not serve mail yet.

        What is there:
          grammars     commands of SMTP, POP3 and IMAP as ABNF files, one per RFC
          wire         frames, slices and strings: what generated parsers stand on

        What is not there yet:
          parsers      generated from the grammars: next
          mailboxes    a store, its log on disk, recovery
          front ends   sessions of SMTP, LMTP, POP3 and IMAP
          server       listening, TLS, accounts, configuration
        """;

    public static ExitCode Run(string[] args, TextWriter output, TextWriter error)
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

            default:
                error.WriteLine($"mailstore: '{args[0]}' is not understood. 'mailstore --help' says what is.");
                return ExitCode.NotUnderstood;
        }
    }
}
