using System.CommandLine;
using MailStore.Abstractions.Registry;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Accounts.Throttling;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Work;

namespace MailStore.Server.Cli.Users;

/// <summary><c>mailstore lockout</c>: addresses and names whose log-ins failed.</summary>
internal static class LockoutCommand
{
    public static Command Build(WorkCommand make)
    {
        var who = new Argument<string>("who") { Description = "As 'lockout list' shows it, such as a:192.0.2.7 or n:anna@example.org." };
        return new Command("lockout", "Addresses and names whose log-ins failed, and until when they are locked out.")
        {
            make.Make("list", "All of them.", (work, _) =>
            {
                foreach (var entry in work.Store.Registry.List(Shelves.Lockouts))
                {
                    var lockout = Lockout.Read(entry.Record.Octets);
                    var until = lockout.Until > TimeProvider.System.GetUtcNow() ? $", locked until {lockout.Until:yyyy-MM-dd HH:mm:ss} UTC" : "";
                    work.Run.WriteLine(new { Who = entry.Name, lockout.Failures, lockout.Last, lockout.Until, lockout.Locks }, $"{entry.Name}: {lockout.Failures} failures, the last one {lockout.Last:yyyy-MM-dd HH:mm:ss} UTC{until}");
                }

                return Task.FromResult(ExitCode.Done);
            }, mayCreate: false),
            make.Make("clear", "Forgets the failures of one of them.", async (work, parsed) =>
            {
                var key = new RegistryKey(Shelves.Lockouts, parsed.GetRequiredValue(who));
                if (work.Store.Registry.Find(key) is null)
                {
                    return work.Refuse($"Nothing has failed for '{key.Name}'; 'mailstore lockout list' shows for whom it has.");
                }

                return work.Done(UserAdmin.Said(await work.Store.Registry.Change([new(key, Octets: null)])), new { Who = key.Name }, $"The failures of {key.Name} are forgotten.");
            }, mayCreate: false, who),
        };
    }
}
