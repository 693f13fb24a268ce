using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Registry;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>The records of the directory, typed. Reads are of the last commit, by any thread; nothing is held in memory.</summary>
internal sealed class DirectoryRecords(IRegistry registry)
{
    private const int NobodyKeyBytes = 32;

    /// <summary>Makes salts for names that nobody has, so it must outlive the process.</summary>
    private static readonly RegistryKey s_nobody = new(Shelves.Secrets, "nobody");

    /// <summary>Is there once a password was kept in the clear: CRAM-MD5 and APOP can be offered.</summary>
    private static readonly RegistryKey s_kept = new(Shelves.Secrets, "kept");

    /// <summary>Name of the user who reads what is sent to postmaster.</summary>
    private static readonly RegistryKey s_postmaster = new(Shelves.Secrets, "postmaster");

    public IRegistry Registry => registry;

    public bool HasUsers => registry.Count(Shelves.Users) > 0;

    public bool KeepsSecrets => registry.Find(s_kept) is not null;

    public static RegistryEdit KeepSecrets { get; } = new(s_kept, Array.Empty<byte>());

    public static RegistryEdit MakePostmaster(AccountName user) => new(s_postmaster, Encoding.UTF8.GetBytes(user.Text));

    public static RegistryKey KeyOf(AccountName user) => new(Shelves.Users, user.Text);

    /// <summary>Null if there is none; the version is for a change that builds upon it.</summary>
    public StoredUser? FindUser(AccountName name, out ulong version)
    {
        var record = name.Text.Length == 0 ? null : registry.Find(KeyOf(name));
        version = record?.Version ?? RegistryEdit.Absent;
        return record is null ? null : StoredUser.Read(name.Text, record.Octets);
    }

    /// <summary>Whoever is to read it, or the first one who can; null if there is nobody.</summary>
    public StoredUser? FindPostmaster()
    {
        var chosen = registry.Find(s_postmaster) is { } record && AccountName.TryCreate(Encoding.UTF8.GetString(record.Octets.Span), out var name) ? FindUser(name, out _) : null;
        return chosen is { IsDisabled: false } ? chosen : Users().FirstOrDefault(user => !user.IsDisabled);
    }

    public IEnumerable<StoredUser> Users() => registry.List(Shelves.Users).Select(entry => StoredUser.Read(entry.Name, entry.Record.Octets));

    /// <param name="address">Folded.</param>
    public StoredAddress? FindAddress(string address, out ulong version)
    {
        var record = registry.Find(new(Shelves.Addresses, address));
        version = record?.Version ?? RegistryEdit.Absent;
        return record is null ? null : StoredAddress.Read(record.Octets);
    }

    public IEnumerable<(string Address, StoredAddress Entry)> Addresses() =>
        registry.List(Shelves.Addresses).Select(entry => (entry.Name, StoredAddress.Read(entry.Record.Octets)));

    public bool HasDomain(string domain) => registry.Find(new(Shelves.Domains, domain)) is not null;

    public IEnumerable<string> Domains() => registry.List(Shelves.Domains).Select(entry => entry.Name);

    /// <summary>The same for as long as the store lives.</summary>
    public async Task<ReadOnlyMemory<byte>> NobodyKeyAsync()
    {
        // Two who begin at once: the second one takes the first one's.
        if (registry.Find(s_nobody) is null)
        {
            await registry.Change([new(s_nobody, RandomNumberGenerator.GetBytes(NobodyKeyBytes)) { Expected = RegistryEdit.Absent }]);
        }

        return registry.Find(s_nobody)?.Octets ?? throw new StoreUnavailableException("The store takes no records just now: try again later.");
    }
}
