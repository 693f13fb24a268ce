using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Sasl;
using MailStore.Engine.Volumes;
using MailStore.Server.Accounts;
using MailStore.Server.Accounts.Chained;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Accounts.External;
using MailStore.Server.Accounts.Ldap;
using MailStore.Server.Accounts.OAuth;
using MailStore.Server.Accounts.Passwd;
using MailStore.Server.Accounts.PostgreSql;
using MailStore.Server.Accounts.Throttling;
using MailStore.Server.Config;

namespace MailStore.Server.Cli.Serve;

/// <summary>Who may log in, and whose addresses there are: users that the settings name, behind them those that the store knows, and then a directory of somebody else's.</summary>
internal sealed record Directory(SaslServer Sasl, IAddressBook Addresses)
{
    /// <summary>Clients wait for what it asks.</summary>
    private static readonly HttpClient s_web = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <exception cref="StoreFaultException">An account cannot be made, or an address leads nowhere.</exception>
    /// <exception cref="IOException">The directory cannot be asked.</exception>
    public static async Task<Directory> BuildAsync(IMailStore store, ServerSettings settings, TimeProvider clock, Action<string> report)
    {
        var users = await UserDirectory.OpenAsync(store, new ProvenKeys(clock));
        var known = new AddressDirectory(users.Records, store);
        var passwords = new PasswordTable { KeepsSecrets = settings.KeepsSecrets };
        var accounts = new List<(AccountName, AccountId)>();
        foreach (var user in settings.Users)
        {
            accounts.Add((user.Account, await CreateAsync(store, user.Account)));
            passwords.Add(user.Account, user.Password);
        }

        var addresses = settings.Mail.Addresses.TryBuild(accounts, out var fault) ?? throw new StoreFaultException(fault);
        IAuthenticator authenticator = settings.Users.Count > 0 ? new FirstAuthenticator(passwords, users, new(clock)) : users;
        IAddressBook book = new FirstAddressBook(addresses, known);
        if (await ElsewhereAsync(settings.Directories, users.NobodyKey, clock, report) is { } source)
        {
            var elsewhere = new ExternalDirectory(source, store, report);
            (authenticator, book) = (new FirstAuthenticator(authenticator, elsewhere, new(clock)), new FirstAddressBook(book, elsewhere));
        }

        if (settings.Directories.Tokens is { } tokens)
        {
            authenticator = new TokenAuthenticator(authenticator, tokens, s_web, store, report);
        }

        var throttle = new LoginThrottle(store.Registry, settings.Directories.Throttle, clock);
        return new(
            new SaslServer(new ThrottledAuthenticator(authenticator, throttle, default)) { HostName = settings.Mail.HostName, NobodyKey = users.NobodyKey },
            book);
    }

    // Asked once at the start: a directory that is down then is a fault of the settings, and later one of the day.
    private static async Task<IUserSource?> ElsewhereAsync(DirectorySettings settings, ReadOnlyMemory<byte> saltKey, TimeProvider clock, Action<string> report)
    {
        IUserSource? source =
            settings.PasswdFile is { } file ? new PasswdFile(file, settings.PasswordScheme, clock, report) { SaltKey = saltKey }
            : settings.Database is { } database ? new PostgreSqlUsers(database, settings.Queries, settings.PasswordScheme, saltKey, clock, report)
            : settings.Ldap is { } ldap ? new LdapUsers(ldap)
            : null;
        if (source is not null)
        {
            await source.HasDomainAsync("localhost", CancellationToken.None);
            await source.FindAddressAsync("postmaster@localhost", CancellationToken.None);
        }

        return source;
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
