using System.CommandLine;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Work;

namespace MailStore.Server.Cli.Users;

/// <summary><c>mailstore domain</c>: whose mail is kept here. Domains of users come with them.</summary>
internal static class DomainCommand
{
    public static Command Build(WorkCommand make)
    {
        var domain = new Argument<string>("domain") { Description = "Such as example.org." };
        return new Command("domain", "Domains whose mail is kept here.")
        {
            make.Make("list", "All of them.", (work, _) =>
            {
                foreach (var name in new DirectoryRecords(work.Store.Registry).Domains())
                {
                    work.Run.WriteLine(new { Domain = name }, name);
                }

                return Task.FromResult(ExitCode.Done);
            }, mayCreate: false),
            make.Make("add", "Mail for the domain is taken.", async (work, parsed) => work.Done(
                await new AddressAdmin(work.Store).AddDomainAsync(parsed.GetRequiredValue(domain)),
                new { Domain = parsed.GetRequiredValue(domain) },
                $"Mail for {parsed.GetRequiredValue(domain)} is kept here."), mayCreate: true, domain),
            make.Make("remove", "Mail for the domain is elsewhere; its users stay.", async (work, parsed) => work.Done(
                await new AddressAdmin(work.Store).RemoveDomainAsync(parsed.GetRequiredValue(domain)),
                new { Domain = parsed.GetRequiredValue(domain) },
                $"{parsed.GetRequiredValue(domain)} is removed."), mayCreate: false, domain),
        };
    }
}
