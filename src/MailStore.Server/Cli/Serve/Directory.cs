using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Sasl;
using MailStore.Engine.Volumes;
using MailStore.Server.Accounts;
using MailStore.Server.Accounts.Chained;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Config;

namespace MailStore.Server.Cli.Serve;

/// <summary>Who may log in, and whose addresses there are: users that the settings name, and behind them those that the store knows.</summary>
internal sealed record Directory(SaslServer Sasl, IAddressBook Addresses)
{
    /// <exception cref="StoreFaultException">An account cannot be made, or an address leads nowhere.</exception>
    public static async Task<Directory> BuildAsync(IMailStore store, ServerSettings settings)
    {
        var users = await UserDirectory.OpenAsync(store, new ProvenKeys(TimeProvider.System));
        var known = new AddressDirectory(users.Records, store);
        var passwords = new PasswordTable { KeepsSecrets = settings.KeepsSecrets };
        var accounts = new List<(AccountName, AccountId)>();
        foreach (var user in settings.Users)
        {
            accounts.Add((user.Account, await CreateAsync(store, user.Account)));
            passwords.Add(user.Account, user.Password);
        }

        var addresses = settings.Mail.Addresses.TryBuild(accounts, out var fault) ?? throw new StoreFaultException(fault);
        IAuthenticator authenticator = settings.Users.Count > 0 ? new FirstAuthenticator(passwords, users) : users;
        return new(
            new SaslServer(authenticator) { HostName = settings.Mail.HostName, NobodyKey = users.NobodyKey },
            new FirstAddressBook(addresses, known));
    }

    private static async ValueTask<AccountId> CreateAsync(IMailStore store, AccountName name)
    {
        var result = await store.CreateAccount(name);
        if (result.Refusal is not (Refusal.None or Refusal.AlreadyExists))
        {
            throw new StoreFaultException($"The account {name} could not be created: {result.Refusal}.");
        }

        return (await store.OpenAccountAsync(name))!.Id;
    }
}
