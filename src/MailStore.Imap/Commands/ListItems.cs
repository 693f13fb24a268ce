namespace MailStore.Imap.Commands;

/// <summary>What a LIST selects by, and what it wants to be told of each mailbox: RFC 5258 and what adds to it.</summary>
[Flags]
internal enum ListItems : byte
{
    None = 0,
    Subscribed = 1,

    /// <summary>RFC 6154 §2</summary>
    SpecialUse = 2,

    /// <summary>RFC 5258 §3.1, RECURSIVEMATCH: names above those that are selected.</summary>
    Parents = 4,

    /// <summary>RFC 5819</summary>
    Status = 8,

    /// <summary>RFC 8440</summary>
    MyRights = 16,

    /// <summary>RFC 9590</summary>
    Metadata = 32,
}
