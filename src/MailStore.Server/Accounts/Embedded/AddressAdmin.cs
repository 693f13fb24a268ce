using System.Collections.Immutable;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Registry;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>Lists, forwards, what takes the rest of a domain, and domains. What they give back is null, or a sentence that says why nothing was changed.</summary>
internal sealed class AddressAdmin(IMailStore store)
{
    private readonly DirectoryRecords _records = new(store.Registry);

    public DirectoryRecords Records => _records;

    /// <param name="address">Or <c>@domain</c> for what nobody else has.</param>
    /// <param name="members">Each a user or an address that there is.</param>
    public async Task<string?> PutListAsync(string address, ImmutableArray<string> members)
    {
        ImmutableArray<string> folded = [.. members.Select(AddressText.Fold).Distinct(StringComparer.Ordinal)];
        if (folded.FirstOrDefault(member => !IsKnown(member)) is { } stranger)
        {
            return $"'{stranger}' is neither a user nor an address of this store.";
        }

        return folded.Length == 0 ? "A list needs members."
            : await PutAsync(address, new(folded is [var single] && IsUser(single) && address.StartsWith('@') ? StoredAddressKind.Alias : StoredAddressKind.List, folded));
    }

    public async Task<string?> PutForwardAsync(string address, string target) => !AddressText.IsAddress(target)
        ? $"'{target}' is no address, as in anna@example.org."
        : await PutAsync(address, new(StoredAddressKind.Forward, [target]));

    /// <summary>Addresses of users go with <see cref="UserAdmin.RemoveAddressAsync"/>.</summary>
    public async Task<string?> RemoveAsync(string address)
    {
        var folded = AddressText.Fold(address);
        if (_records.FindAddress(folded, out var version) is not { } entry)
        {
            return $"There is no address {folded} besides those of users.";
        }

        return entry.Kind == StoredAddressKind.Alias && !folded.StartsWith('@')
            ? $"{folded} belongs to the user {entry.Members[0]}: take it from them."
            : UserAdmin.Said(await store.Registry.Change([new(new(Shelves.Addresses, folded), Octets: null) { Expected = version }]));
    }

    public async Task<string?> AddDomainAsync(string domain) => Domain(domain) is not { } name
        ? $"'{domain}' is no name of a domain."
        : UserAdmin.Said(await store.Registry.Change([new(new(Shelves.Domains, name), Array.Empty<byte>())]));

    public async Task<string?> RemoveDomainAsync(string domain) => Domain(domain) is not { } name || !_records.HasDomain(name)
        ? $"There is no domain {domain} here."
        : UserAdmin.Said(await store.Registry.Change([new(new(Shelves.Domains, name), Octets: null)]));

    private static string? Domain(string text) => AddressText.IsAddress("x@" + text) ? AddressText.Fold("x@" + text)[2..] : null;

    private async Task<string?> PutAsync(string address, StoredAddress entry)
    {
        var folded = AddressText.Fold(address);
        if (!AddressText.IsAddress(folded.StartsWith('@') ? "x" + folded : folded))
        {
            return $"'{address}' is no address, as in sales@example.org, or @example.org for all that nobody else has.";
        }

        var before = _records.FindAddress(folded, out var version);
        if (IsUser(folded) || (before is { Kind: StoredAddressKind.Alias } && !folded.StartsWith('@')))
        {
            return $"The address {folded} is taken by a user.";
        }

        var edits = new List<RegistryEdit> { new(new(Shelves.Addresses, folded), entry.Write()) { Expected = version } };
        UserAdmin.AddDomains(edits, [folded]);
        return UserAdmin.Said(await store.Registry.Change(edits));
    }

    private bool IsKnown(string member) => IsUser(member) || _records.FindAddress(member, out _) is not null;

    private bool IsUser(string name) => AccountName.TryCreate(name, out var account) && _records.FindUser(account, out _) is not null;
}
