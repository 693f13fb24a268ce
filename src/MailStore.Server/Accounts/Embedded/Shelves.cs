namespace MailStore.Server.Accounts.Embedded;

/// <summary>Where the directory keeps its records in the store's registry. The numbers are on disk and frozen by a test.</summary>
internal static class Shelves
{
    /// <summary>By the account's name: <see cref="StoredUser"/>.</summary>
    public const byte Users = 1;

    /// <summary>By the address, or <c>@domain</c> for all that nobody else has: <see cref="StoredAddress"/>.</summary>
    public const byte Addresses = 2;

    /// <summary>Domains whose mail is kept here, by name; no octets.</summary>
    public const byte Domains = 3;

    /// <summary>What the directory knows for itself: see <see cref="DirectoryRecords"/>.</summary>
    public const byte Secrets = 4;

    /// <summary>Who guesses passwords: addresses and names, with what was failed.</summary>
    public const byte Lockouts = 5;

    /// <summary>How far imports have come, by a hash of account, source and mailbox: Transfer/ImportProgress.</summary>
    public const byte Imports = 6;
}
