using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Registry;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>Changes of the directory, one step each. What they give back is null, or a sentence that says why nothing was changed.</summary>
internal sealed class UserAdmin(IMailStore store, TimeProvider clock)
{
    public const int SaltBytes = 16;

    private const int LabelLettersMax = 100;
    private const int PasswordsMax = 32;
    private const string Raced = "Somebody else changed the user at the same time: try again.";

    private readonly DirectoryRecords _records = new(store.Registry);

    public DirectoryRecords Records => _records;

    /// <summary>Twice is refused; if it was interrupted between account and user, again goes on.</summary>
    public async Task<string?> AddAsync(AccountName name, string password, NewUser about)
    {
        if (name.Text.Contains('@') && !AddressText.IsAddress(AddressText.Fold(name.Text)))
        {
            return $"'{name}' is no address, as in anna@example.org: mail could not reach the user.";
        }

        if (_records.FindUser(name, out _) is not null)
        {
            return $"There is a user {name}.";
        }

        if (Fault(password) is { } fault)
        {
            return fault;
        }

        var account = await store.CreateAccount(name);
        if (account.Refusal is not (Refusal.None or Refusal.AlreadyExists))
        {
            return $"The account {name} could not be created: {account.Refusal}.";
        }

        var user = With(
            new(name, clock.GetUtcNow(), RandomNumberGenerator.GetBytes(SaltBytes), ScramKeys.DefaultIterations)
            {
                IsAdministrator = about.IsAdministrator,
                Addresses = [.. about.Addresses.Select(AddressText.Fold)],
            },
            password,
            about.KeepsSecret);
        var edits = new List<RegistryEdit>
        {
            new(DirectoryRecords.KeyOf(name), user.Write()) { Expected = RegistryEdit.Absent },
        };
        if (about.Addresses.Select(address => Claim(edits, address, name)).FirstOrDefault(taken => taken is not null) is { } clash)
        {
            return clash;
        }

        AddDomains(edits, [name.Text, .. about.Addresses]);
        if (about.KeepsSecret)
        {
            edits.Add(DirectoryRecords.KeepSecrets);
        }

        if (about.IsAdministrator || !_records.HasUsers)
        {
            edits.Add(DirectoryRecords.MakePostmaster(name));
        }

        return Said(await store.Registry.Change(edits));
    }

    /// <summary>The main password; app passwords stay as they are.</summary>
    public Task<string?> SetPasswordAsync(AccountName name, string password, bool keepsSecret) => ChangeAsync(
        name,
        user => Fault(password) is { } fault ? (null, fault) : (With(user, password, keepsSecret), null),
        keepsSecret ? [DirectoryRecords.KeepSecrets] : []);

    public Task<string?> AddAppPasswordAsync(AccountName name, string label, string password, ImmutableArray<string> services) => ChangeAsync(name, user =>
    {
        var fault =
            label.Length is 0 or > LabelLettersMax || label.Any(char.IsControl) ? "A name for the password is needed, of at most 100 letters."
            : user.Passwords.Any(known => known.Label == label) ? $"{name} has a password '{label}': revoke it first."
            : user.Passwords.Length >= PasswordsMax ? $"{name} has {PasswordsMax} passwords: revoke one first."
            : Fault(password);
        var added = StoredPassword.Derive(name, label, UserDirectory.Prepare(Encoding.UTF8.GetBytes(password)), user.Salt.Span, user.Iterations, clock.GetUtcNow());
        return fault is null ? (user with { Passwords = user.Passwords.Add(added with { Services = services }) }, null) : (null, fault);
    });

    public Task<string?> RevokeAppPasswordAsync(AccountName name, string label) => ChangeAsync(name, user =>
        user.Passwords.FirstOrDefault(password => password.Label == label && !password.IsMain) is { } known
            ? (user with { Passwords = user.Passwords.Remove(known) }, null)
            : (null, $"{name} has no password '{label}'."));

    public Task<string?> SetDisabledAsync(AccountName name, bool isDisabled) => ChangeAsync(name, user => (user with { IsDisabled = isDisabled }, null));

    public Task<string?> SetAdministratorAsync(AccountName name, bool isAdministrator) => ChangeAsync(
        name,
        user => (user with { IsAdministrator = isAdministrator }, null),
        isAdministrator ? [DirectoryRecords.MakePostmaster(name)] : []);

    public async Task<string?> SetQuotaAsync(AccountName name, QuotaLimits limits)
    {
        if (await store.OpenAccountAsync(name) is not { } account)
        {
            return $"There is no user {name}.";
        }

        var result = await account.SetQuota(limits);
        return result.Refusal == Refusal.None ? null : $"The quota could not be set: {result.Refusal}.";
    }

    /// <summary>The user and their addresses first, so that nothing is delivered any more; then the account with all its mail.</summary>
    public async Task<string?> DeleteAsync(AccountName name)
    {
        var user = _records.FindUser(name, out var version);
        if (user is not null)
        {
            var edits = new List<RegistryEdit> { new(DirectoryRecords.KeyOf(name), Octets: null) { Expected = version } };
            edits.AddRange(user.Addresses.Select(address => new RegistryEdit(new(Shelves.Addresses, address), Octets: null)));
            if (Said(await store.Registry.Change(edits)) is { } fault)
            {
                return fault;
            }
        }

        var account = await store.OpenAccountAsync(name);
        if (account is null)
        {
            return user is null ? $"There is no user {name}." : null;
        }

        var result = await store.DeleteAccount(account.Id);
        return result.Refusal is Refusal.None or Refusal.NoSuchAccount ? null : $"The mail of {name} could not be deleted: {result.Refusal}. Try again.";
    }

    /// <summary>Another address for the user.</summary>
    public Task<string?> AddAddressAsync(AccountName name, string address)
    {
        var edits = new List<RegistryEdit>();
        AddDomains(edits, [address]);
        var clash = Claim(edits, address, name);
        return clash is not null
            ? Task.FromResult<string?>(clash)
            : ChangeAsync(name, user => (user with { Addresses = user.Addresses.Add(AddressText.Fold(address)) }, null), edits);
    }

    public Task<string?> RemoveAddressAsync(AccountName name, string address) => ChangeAsync(
        name,
        user => user.Addresses.Contains(AddressText.Fold(address))
            ? (user with { Addresses = user.Addresses.Remove(AddressText.Fold(address)) }, null)
            : (null, $"{name} has no address {address}."),
        [new(new(Shelves.Addresses, AddressText.Fold(address)), Octets: null)]);

    internal static string? Said(RegistryResult result) => result.Refusal switch
    {
        Refusal.None => null,
        Refusal.AlreadyExists => Raced,
        Refusal.Busy => "The store takes no changes just now: try again later.",
        var refusal => $"The directory refused the change: {refusal}.",
    };

    internal static void AddDomains(List<RegistryEdit> edits, IEnumerable<string> addresses)
    {
        foreach (var domain in addresses.Where(address => address.Contains('@')).Select(address => AddressText.DomainOf(AddressText.Fold(address))).Distinct())
        {
            edits.Add(new(new(Shelves.Domains, domain), Array.Empty<byte>()));
        }
    }

    private static string? Fault(string password) => password.Length == 0 ? "The password is empty." : null;

    private StoredUser With(StoredUser user, string password, bool keepsSecret)
    {
        var octets = UserDirectory.Prepare(Encoding.UTF8.GetBytes(password));
        var derived = StoredPassword.Derive(user.Name, "", octets, user.Salt.Span, user.Iterations, clock.GetUtcNow());
        return user with { Passwords = [derived with { Secret = keepsSecret ? octets : default(ReadOnlyMemory<byte>) }, .. user.Passwords.Where(known => !known.IsMain)] };
    }

    // An address belongs to one: the name of a user, an alias, a list or a forward.
    private string? Claim(List<RegistryEdit> edits, string address, AccountName user)
    {
        var folded = AddressText.Fold(address);
        if (!AddressText.IsAddress(folded))
        {
            return $"'{address}' is no address, as in anna@example.org.";
        }

        edits.Add(new(new(Shelves.Addresses, folded), new StoredAddress(StoredAddressKind.Alias, [user.Text]).Write()) { Expected = RegistryEdit.Absent });
        return _records.FindAddress(folded, out _) is not null || (AccountName.TryCreate(folded, out var other) && _records.FindUser(other, out _) is not null)
            ? $"The address {folded} is taken."
            : null;
    }

    private async Task<string?> ChangeAsync(AccountName name, Func<StoredUser, (StoredUser? After, string? Fault)> change, IReadOnlyList<RegistryEdit>? more = null)
    {
        if (_records.FindUser(name, out var version) is not { } user)
        {
            return $"There is no user {name}.";
        }

        var (after, fault) = change(user);
        return after is null
            ? fault
            : Said(await store.Registry.Change([new(DirectoryRecords.KeyOf(name), after.Write()) { Expected = version }, .. more ?? []]));
    }
}
