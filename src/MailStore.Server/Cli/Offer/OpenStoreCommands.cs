using System.CommandLine;
using MailStore.Server.Cli.Backup;
using MailStore.Server.Cli.Mailboxes;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Search;
using MailStore.Server.Cli.Transfer;
using MailStore.Server.Cli.Users;
using MailStore.Server.Cli.Work;

namespace MailStore.Server.Cli.Offer;

/// <summary>Commands that work on an open store, for a command's own process and for a server that runs.</summary>
internal static class OpenStoreCommands
{
    public static IEnumerable<Command> Build(Terminal terminal, IStoreDoor door)
    {
        var make = new WorkCommand(terminal, door);
        return [UserCommand.Build(make), AddressCommand.Build(make), DomainCommand.Build(make), LockoutCommand.Build(make), ImportCommand.Build(make), ExportCommand.Build(make), MailboxCommand.Build(make), SearchCommand.Build(make), BackupCommand.Build(make), RestoreCommand.Build(make)];
    }
}
