namespace MailStore.Mime.Headers;

/// <summary>What an address lacks that every address has.</summary>
[Flags]
public enum AddressFaults : byte
{
    None = 0,

    /// <summary>No local part.</summary>
    NoMailbox = 1,

    /// <summary>No domain.</summary>
    NoDomain = 2,

    /// <summary>Something between the angle brackets is no address.</summary>
    BrokenAngle = 4,

    /// <summary>An "@" behind the angle bracket that leads to no route.</summary>
    BrokenRoute = 8,
}
