namespace MailStore.Server.Accounts.Embedded;

/// <summary>What an address besides the names of users is. The numbers are on disk and frozen by a test.</summary>
internal enum StoredAddressKind : byte
{
    /// <summary>Another name of one user.</summary>
    Alias = 1,

    /// <summary>Several addresses.</summary>
    List = 2,

    /// <summary>Somebody who has gone elsewhere: senders are told where.</summary>
    Forward = 3,
}
