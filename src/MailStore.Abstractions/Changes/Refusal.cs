namespace MailStore.Abstractions.Changes;

/// <summary>Why a change did not take place, though nothing is broken. Each has its response code in each protocol (RFC 5530, RFC 3463).</summary>
public enum Refusal
{
    /// <summary>It took place.</summary>
    None,

    /// <summary>The mailbox, or the source of a rename, does not exist: NONEXISTENT, and TRYCREATE where one could create it.</summary>
    NoSuchMailbox,

    AlreadyExists,

    /// <summary>An account of that name does not exist.</summary>
    NoSuchAccount,

    /// <summary>RFC 9051 §6.3.5: INBOX is never deleted, and one with children and no messages of its own is not deleted twice.</summary>
    CannotDelete,

    /// <summary>The name is empty, too long, too deep, or not a name.</summary>
    BadName,

    /// <summary>The mailbox holds no messages, only children: \NoSelect.</summary>
    NotSelectable,

    OverQuota,

    /// <summary>A limit other than the account's quota, such as keywords in a mailbox or entries of metadata.</summary>
    Limit,

    TooLarge,

    /// <summary>A special use that another mailbox of the account has: USEATTR.</summary>
    UseTaken,

    /// <summary>UIDs or mod-sequences of the mailbox are used up.</summary>
    Exhausted,

    /// <summary>Too much waits for the disk just now, or the disk is nearly full: try again later.</summary>
    Busy,

    /// <summary>The account is served by another node. RFC 2193 and RFC 3463: a front end sends the client or the message there.</summary>
    Elsewhere,

    /// <summary>RFC 4314 §4: there is such a mailbox, and whoever asks may know it, but has not the right. NOPERM.</summary>
    NotPermitted,
}
