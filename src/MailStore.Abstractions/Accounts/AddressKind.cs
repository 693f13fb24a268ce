namespace MailStore.Abstractions.Accounts;

/// <summary>What an address is to this server.</summary>
public enum AddressKind
{
    /// <summary>The domain is none of ours.</summary>
    Elsewhere,

    /// <summary>The domain is ours, and nobody has that name.</summary>
    Unknown,

    /// <summary>One account, by its own name or another.</summary>
    Mailbox,

    /// <summary>Several, by a name for all of them.</summary>
    List,

    /// <summary>Somebody who has gone, and we know where.</summary>
    Forwarded,

    /// <summary>There is such an account, and it takes no mail.</summary>
    Disabled,

    /// <summary>Whoever knows cannot be asked just now: a temporary failure, never "no such user".</summary>
    Unavailable,
}
