using System.CommandLine;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Users;
using MailStore.Server.Cli.Work;
using MailStore.Server.Transfer.Writing;

namespace MailStore.Server.Cli.Transfer;

/// <summary><c>mailstore export</c>: a user's mail in formats that others read. What 'import' makes of it again is the same, octet for octet.</summary>
internal static class ExportCommand
{
    public static Command Build(WorkCommand make)
    {
        var user = new UserArguments().Name;
        var folder = new Argument<string>("folder") { Description = "Where to. An export that is there is brought up to date." };
        return new Command("export", "Writes a user's mail as files.")
        {
            make.Make("maildir", "A Maildir with its folders, with UIDs and keywords as Dovecot has them.", (work, parsed) =>
                RunAsync(work, parsed.GetValue(user), parsed.GetRequiredValue(folder), (account, target, progress) => new MaildirExport(account, target).RunAsync(progress, work.Cancel)), mayCreate: false, user, folder),
            make.Make("mbox", "A file for each mailbox.", (work, parsed) =>
                RunAsync(work, parsed.GetValue(user), parsed.GetRequiredValue(folder), (account, target, progress) => new MboxExport(account, target).RunAsync(progress, work.Cancel)), mayCreate: false, user, folder),
        };
    }

    private static async Task<ExitCode> RunAsync(StoreWork work, AccountName user, string folder, Func<IAccount, string, Action<long, long>, Task<ExportReport>> write)
    {
        if (await work.Store.OpenAccountAsync(user, work.Cancel) is not { } account)
        {
            return work.Refuse($"There is no user {user}.");
        }

        var target = work.PathOf(folder);
        var report = await CountedWork.RunAsync(work.Run.Terminal, "export", progress => write(account, target, progress));
        return work.Done(
            null,
            new { User = user.Text, Path = target, report.Mailboxes, report.Messages, report.Bytes, report.Known },
            $"{report.Messages} messages of {user}, {Quantity.Bytes(report.Bytes)}, are in {target}{(report.Known > 0 ? $"; {report.Known} were there from an earlier run" : "")}.");
    }
}
