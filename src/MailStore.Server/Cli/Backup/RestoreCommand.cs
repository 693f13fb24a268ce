using System.CommandLine;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Transfer;
using MailStore.Server.Cli.Work;
using MailStore.Server.Transfer;
using MailStore.Server.Transfer.Maildir;
using MailStore.Server.Transfer.Reading;

namespace MailStore.Server.Cli.Backup;

/// <summary><c>mailstore restore</c>: one user out of a backup, also while the server runs. A whole store is made again by <c>store restore</c>.</summary>
internal static class RestoreCommand
{
    public static Command Build(WorkCommand make)
    {
        var folder = new Argument<string>("folder") { Description = "What 'backup --user' has written." };
        var user = new Option<string>("--user") { Description = "Whose backup it is.", Required = true };
        var below = new Option<string>("--below") { Description = "A mailbox that all others come below: for a user who has mail.", DefaultValueFactory = _ => "" };
        return make.Make(
            "restore",
            "Makes a user again out of a backup of them. It may be stopped at any time and run again. A whole store: 'mailstore store restore', into an empty folder.",
            (work, parsed) => RunAsync(work, parsed.GetRequiredValue(user), work.PathOf(parsed.GetRequiredValue(folder)), parsed.GetRequiredValue(below)),
            mayCreate: true,
            folder,
            user,
            below);
    }

    private static async Task<ExitCode> RunAsync(StoreWork work, string text, string folder, string below)
    {
        if (!AccountName.TryCreate(text, out var name))
        {
            return work.Refuse($"'{text}' is no name of a user.");
        }

        if (!UserFile.Exists(folder))
        {
            return work.Refuse($"{folder} holds no backup of a user: 'mailstore backup --user' writes one, and of a whole store 'mailstore store restore' makes use.");
        }

        var source = new MaildirSource(UserFile.MailOf(folder));
        if (below.Length == 0 && await HasOtherMailAsync(work, name, source))
        {
            return work.Refuse($"{name} has mail, and would have much of it twice: restore it below another mailbox with --below.");
        }

        return await UserFile.RestoreAsync(work.Store, name, folder) is { } fault
            ? work.Refuse(fault)
            : await ImportCommand.RunAsync(work, name, () => Task.FromResult<IImportSource>(source), new ImportOptions { Below = below });
    }

    // What an earlier run of this restore has brought is no other mail.
    private static async Task<bool> HasOtherMailAsync(StoreWork work, AccountName name, MaildirSource source)
    {
        if (await work.Store.OpenAccountAsync(name, work.Cancel) is not { } account || account.Quota.Messages == 0)
        {
            return false;
        }

        return !account.Tree.Any(entry => work.Store.Registry.Find(ImportProgress.KeyOf(name, source, entry.Name)) is not null);
    }
}
