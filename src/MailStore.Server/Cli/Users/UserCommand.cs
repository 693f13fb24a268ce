using System.CommandLine;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Cli.Output;
using MailStore.Server.Cli.Work;

namespace MailStore.Server.Cli.Users;

/// <summary><c>mailstore user</c>: who may log in to this store.</summary>
internal static class UserCommand
{
    private static readonly string[] s_services = ["imap", "pop3", "submission", "smtp", "lmtp"];

    public static Command Build(WorkCommand make)
    {
        var shared = new UserArguments();
        var name = shared.Name;
        var yes = new Option<bool>("--yes") { Description = "Really: all mail of the user goes too." };
        var revoke = new Option<bool>("--revoke") { Description = "Not any more." };
        return new Command("user", "Users that the store itself knows: adds, shows, changes and deletes them, also while the server runs.")
        {
            Add(make, shared),
            make.Make("list", "All users, one a line.", (work, _) => UserList.ListAsync(work), mayCreate: false),
            make.Make("show", "What is known of a user.", (work, parsed) => UserList.ShowAsync(work, parsed.GetValue(name)), mayCreate: false, name),
            Password(make, shared),
            Quota(make, shared),
            make.Make("disable", "No login any more, and no mail.", (work, parsed) => DisableAsync(work, parsed.GetValue(name), isDisabled: true), mayCreate: false, name),
            make.Make("enable", "Undoes 'disable'.", (work, parsed) => DisableAsync(work, parsed.GetValue(name), isDisabled: false), mayCreate: false, name),
            make.Make("admin", "Makes the user the one who reads postmaster's mail.", (work, parsed) => AdministerAsync(work, parsed.GetValue(name), !parsed.GetValue(revoke)), mayCreate: false, name, revoke),
            make.Make("delete", "The user, their addresses and all their mail.", (work, parsed) => DeleteAsync(work, parsed.GetValue(name), parsed.GetValue(yes)), mayCreate: false, name, yes),
            AppPasswords(make, shared),
            Addresses(make, shared),
        };
    }

    private static UserAdmin Admin(StoreWork work) => new(work.Store, TimeProvider.System);

    private static Command Add(WorkCommand make, UserArguments shared)
    {
        var admin = new Option<bool>("--admin") { Description = "Reads postmaster's mail." };
        var addresses = new Option<string[]>("--address") { Description = "Another address of theirs. May be given more than once.", DefaultValueFactory = _ => [] };
        var quota = new Option<long>("--quota") { Description = "Octets that their mail may take, as in 500M or 2G.", CustomParser = ByteCount.Read, DefaultValueFactory = _ => ByteCount.NoLimit };
        return make.Make("add", "Adds a user, with an INBOX. Domains of their addresses are taken mail for from now on.", async (work, parsed) =>
        {
            var name = parsed.GetValue(shared.Name);
            var typed = work.ReadPassword(parsed.GetValue(shared.PasswordFromInput));
            var password = typed ?? MadeUpPassword.Next();
            var fault = await Admin(work).AddAsync(name, password, new()
            {
                IsAdministrator = parsed.GetValue(admin),
                KeepsSecret = parsed.GetValue(shared.KeepSecret),
                Addresses = [.. parsed.GetRequiredValue(addresses)],
            });
            var octets = parsed.GetValue(quota);
            fault ??= octets == ByteCount.NoLimit ? null : await Admin(work).SetQuotaAsync(name, new(octets, Messages: null, Mailboxes: null));
            return work.Done(fault, new { User = name.Text, Password = typed is null ? password : null }, $"{name} is added{(typed is null ? $", with the password {password}" : "")}.");
        }, mayCreate: true, shared.Name, shared.PasswordFromInput, shared.KeepSecret, admin, addresses, quota);
    }

    private static Command Password(WorkCommand make, UserArguments shared) => make.Make("passwd", "Another main password; app passwords stay.", async (work, parsed) =>
    {
        var name = parsed.GetValue(shared.Name);
        var typed = work.ReadPassword(parsed.GetValue(shared.PasswordFromInput));
        var password = typed ?? MadeUpPassword.Next();
        var fault = await Admin(work).SetPasswordAsync(name, password, parsed.GetValue(shared.KeepSecret));
        return work.Done(fault, new { User = name.Text, Password = typed is null ? password : null }, typed is null ? $"The password of {name} is now {password}" : $"The password of {name} is changed.");
    }, mayCreate: false, shared.Name, shared.PasswordFromInput, shared.KeepSecret);

    private static Command Quota(WorkCommand make, UserArguments shared)
    {
        var bytes = new Option<long?>("--bytes") { Description = "Octets that all mail may take, as in 2G, or none.", CustomParser = result => ByteCount.Read(result) };
        var messages = new Option<long?>("--messages") { Description = "Messages, or none.", CustomParser = result => ByteCount.Read(result) };
        var mailboxes = new Option<long?>("--mailboxes") { Description = "Mailboxes, or none.", CustomParser = result => ByteCount.Read(result) };
        return make.Make("quota", "Shows what a user uses and may use; with options, changes it.", async (work, parsed) =>
        {
            var name = parsed.GetValue(shared.Name);
            if (await work.Store.OpenAccountAsync(name, work.Cancel) is not { } account)
            {
                return work.Refuse($"There is no user {name}.");
            }

            var limits = account.Quota.Limits;
            var wanted = new QuotaLimits(Limit(parsed.GetValue(bytes), limits.Bytes), Limit(parsed.GetValue(messages), limits.Messages), Limit(parsed.GetValue(mailboxes), limits.Mailboxes));
            var fault = wanted == limits ? null : await Admin(work).SetQuotaAsync(name, wanted);
            return work.Done(fault, new { User = name.Text, account.Quota.Bytes, account.Quota.Messages, account.Quota.Mailboxes, Limits = wanted }, UserList.Uses(account.Quota with { Limits = wanted }));
        }, mayCreate: false, shared.Name, bytes, messages, mailboxes);
    }

    private static long? Limit(long? asked, long? now) => asked is not { } value ? now : value == ByteCount.NoLimit ? null : value;

    private static async Task<ExitCode> DisableAsync(StoreWork work, AccountName name, bool isDisabled)
    {
        var fault = await Admin(work).SetDisabledAsync(name, isDisabled);
        var ended = fault is null && isDisabled ? work.EndSessions(name) : 0;
        return work.Done(fault, new { User = name.Text, IsDisabled = isDisabled, EndedSessions = ended }, $"{name} is {(isDisabled ? "disabled" : "enabled")}.{Ended(ended)}");
    }

    private static string Ended(int sessions) => sessions switch { 0 => "", 1 => " A session that was open ends.", _ => $" {sessions} sessions that were open end." };

    private static async Task<ExitCode> AdministerAsync(StoreWork work, AccountName name, bool isAdministrator) => work.Done(
        await Admin(work).SetAdministratorAsync(name, isAdministrator), new { User = name.Text, IsAdministrator = isAdministrator }, $"{name} is {(isAdministrator ? "an" : "no")} administrator.");

    private static async Task<ExitCode> DeleteAsync(StoreWork work, AccountName name, bool isMeant)
    {
        if (!isMeant)
        {
            return work.Refuse($"All mail of {name} would go with them: say --yes if that is meant, and 'mailstore backup' before.");
        }

        var fault = await Admin(work).DeleteAsync(name);
        var ended = fault is null ? work.EndSessions(name) : 0;
        return work.Done(fault, new { User = name.Text, IsDeleted = true, EndedSessions = ended }, $"{name} is deleted.{Ended(ended)}");
    }

    private static Command AppPasswords(WorkCommand make, UserArguments shared)
    {
        var label = new Argument<string>("label") { Description = "What the password is called, such as phone." };
        var services = new Option<string[]>("--for") { Description = $"Protocols that it is for: {string.Join(", ", s_services)}. By default all.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        services.AcceptOnlyFromAmong(s_services);
        return new Command("app-password", "Passwords besides the main one, each for a program or device.")
        {
            make.Make("add", "Adds a password; one that is made up is printed once.", async (work, parsed) =>
            {
                var name = parsed.GetValue(shared.Name);
                var typed = work.ReadPassword(parsed.GetValue(shared.PasswordFromInput));
                var password = typed ?? MadeUpPassword.Next();
                var wanted = parsed.GetRequiredValue(label);
                var fault = await Admin(work).AddAppPasswordAsync(name, wanted, password, [.. parsed.GetRequiredValue(services)]);
                return work.Done(
                    fault,
                    new { User = name.Text, Label = wanted, Password = typed is null ? password : null },
                    typed is null ? $"{name} logs in with {password} too." : $"{name} logs in with the password '{wanted}' too.");
            }, mayCreate: false, shared.Name, label, services, shared.PasswordFromInput),
            make.Make("revoke", "That password is worth nothing any more.", async (work, parsed) =>
            {
                var (name, gone) = (parsed.GetValue(shared.Name), parsed.GetRequiredValue(label));
                return work.Done(await Admin(work).RevokeAppPasswordAsync(name, gone), new { User = name.Text, Label = gone }, $"The password '{gone}' of {name} is revoked.");
            }, mayCreate: false, shared.Name, label),
        };
    }

    private static Command Addresses(WorkCommand make, UserArguments shared)
    {
        var address = new Argument<string>("address") { Description = "Such as sales@example.org." };
        return new Command("address", "Addresses of a user besides the name.")
        {
            make.Make("add", "Mail for the address comes to the user.", async (work, parsed) => work.Done(
                await Admin(work).AddAddressAsync(parsed.GetValue(shared.Name), parsed.GetRequiredValue(address)),
                new { User = parsed.GetValue(shared.Name).Text, Address = parsed.GetRequiredValue(address) },
                $"{parsed.GetRequiredValue(address)} is {parsed.GetValue(shared.Name)}'s."), mayCreate: false, shared.Name, address),
            make.Make("remove", "The address is nobody's any more.", async (work, parsed) => work.Done(
                await Admin(work).RemoveAddressAsync(parsed.GetValue(shared.Name), parsed.GetRequiredValue(address)),
                new { User = parsed.GetValue(shared.Name).Text, Address = parsed.GetRequiredValue(address) },
                $"{parsed.GetRequiredValue(address)} is nobody's."), mayCreate: false, shared.Name, address),
        };
    }
}
