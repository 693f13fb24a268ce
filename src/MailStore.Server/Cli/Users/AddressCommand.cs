using System.CommandLine;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Cli.Work;

namespace MailStore.Server.Cli.Users;

/// <summary><c>mailstore address</c>: lists, people who have gone, and what takes the rest of a domain.</summary>
internal static class AddressCommand
{
    public static Command Build(WorkCommand make)
    {
        var address = new Argument<string>("address") { Description = "Such as team@example.org, or @example.org for all that nobody else has." };
        var members = new Argument<string[]>("member") { Description = "Users, or addresses of this store.", Arity = ArgumentArity.OneOrMore };
        var target = new Argument<string>("target") { Description = "Where somebody has gone." };
        return new Command("address", "Addresses that are no user's: lists, forwards, and catch-alls.")
        {
            make.Make("list", "All addresses besides names of users.", (work, _) =>
            {
                foreach (var (one, entry) in new DirectoryRecords(work.Store.Registry).Addresses())
                {
                    work.Run.WriteLine(new { Address = one, Kind = entry.Kind.ToString(), entry.Members }, $"{one} -> {string.Join(' ', entry.Members)} ({entry.Kind})");
                }

                return Task.FromResult(Output.ExitCode.Done);
            }, mayCreate: false),
            make.Make("put", "Mail for the address comes to all members.", async (work, parsed) =>
            {
                var (one, all) = (parsed.GetRequiredValue(address), parsed.GetRequiredValue(members));
                return work.Done(await new AddressAdmin(work.Store).PutListAsync(one, [.. all]), new { Address = one, Members = all }, $"{one} leads to {string.Join(", ", all)}.");
            }, mayCreate: false, address, members),
            make.Make("forward", "Senders are told where somebody has gone.", async (work, parsed) =>
            {
                var (one, other) = (parsed.GetRequiredValue(address), parsed.GetRequiredValue(target));
                return work.Done(await new AddressAdmin(work.Store).PutForwardAsync(one, other), new { Address = one, Target = other }, $"Senders to {one} are told of {other}.");
            }, mayCreate: false, address, target),
            make.Make("remove", "The address is nobody's any more.", async (work, parsed) => work.Done(
                await new AddressAdmin(work.Store).RemoveAsync(parsed.GetRequiredValue(address)),
                new { Address = parsed.GetRequiredValue(address) },
                $"{parsed.GetRequiredValue(address)} is removed."), mayCreate: false, address),
        };
    }
}
