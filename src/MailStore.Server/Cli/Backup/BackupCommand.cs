using System.CommandLine;
using MailStore.Abstractions.Accounts;
using MailStore.Log.Operations;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Store;
using MailStore.Server.Cli.Work;
using MailStore.Server.Transfer.Writing;

namespace MailStore.Server.Cli.Backup;

/// <summary><c>mailstore backup</c>: the whole store, or one user, also while the server runs.</summary>
internal static class BackupCommand
{
    public static Command Build(WorkCommand make)
    {
        var folder = new Argument<string>("folder") { Description = "Where to: an empty folder, or an earlier backup, which is brought up to date." };
        var user = UserOption();
        return make.Make("backup", "Copies the store as it is now, or with --user one user's mail, addresses and keys. The server may run meanwhile.", (work, parsed) =>
        {
            var target = work.PathOf(parsed.GetRequiredValue(folder));
            return parsed.GetValue(user) is { Length: > 0 } name ? OneAsync(work, name, target) : AllAsync(work, target);
        }, mayCreate: false, folder, user);
    }

    public static Option<string?> UserOption() => new("--user") { Description = "Only this user." };

    private static async Task<ExitCode> OneAsync(StoreWork work, string text, string target)
    {
        if (!AccountName.TryCreate(text, out var name) || await work.Store.OpenAccountAsync(name, work.Cancel) is not { } account)
        {
            return work.Refuse($"There is no user {text}.");
        }

        Directory.CreateDirectory(target);
        UserFile.Write(work.Store, name, target);
        var report = await CountedWork.RunAsync(work.Run.Terminal, "backup", progress => new MaildirExport(account, UserFile.MailOf(target)).RunAsync(progress, work.Cancel));
        return work.Done(
            null,
            new { User = name.Text, Path = target, report.Mailboxes, report.Messages, report.Bytes, report.Known },
            $"{report.Messages} messages of {name}, {Quantity.Bytes(report.Bytes)}, are new in {target}; {report.Known} were there.");
    }

    private static async Task<ExitCode> AllAsync(StoreWork work, string target)
    {
        var volumes = work.Folder.Volumes;
        using var targets = VolumeFolders.OpenOrCreate(target, volumes.Count);
        var reports = new List<BackupReport>();
        foreach (var (number, volume) in volumes.Index())
        {
            var to = targets.All[number];
            reports.Add(await Task.Run(() => work.Run.Long($"backup v{number:00}", progress => new VolumeOperations(volume, TimeProvider.System).Backup(to, progress, work.Cancel)), work.Cancel));
        }

        return work.Done(
            null,
            new { targets.Path, Volumes = reports },
            reports.Index().Select(report =>
                $"v{report.Index:00}: {report.Item.Files} files, {Quantity.Bytes(report.Item.Bytes)}; of them new {report.Item.NewFiles}, {Quantity.Bytes(report.Item.NewBytes)}"));
    }
}
