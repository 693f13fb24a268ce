namespace MailStore.Abstractions.Mailboxes;

/// <summary>RFC 4314 §2.1: what somebody may do with a mailbox.</summary>
[Flags]
public enum MailboxRights
{
    None = 0,

    /// <summary>l</summary>
    Lookup = 1,

    /// <summary>r</summary>
    Read = 2,

    /// <summary>s: \Seen is kept.</summary>
    KeepSeen = 4,

    /// <summary>w: flags other than \Seen and \Deleted.</summary>
    Write = 8,

    /// <summary>i</summary>
    Insert = 16,

    /// <summary>p: mail may be sent to it.</summary>
    Post = 32,

    /// <summary>k</summary>
    CreateMailboxes = 64,

    /// <summary>x</summary>
    DeleteMailbox = 128,

    /// <summary>t: \Deleted.</summary>
    DeleteMessages = 256,

    /// <summary>e</summary>
    Expunge = 512,

    /// <summary>a: rights of others.</summary>
    Administer = 1024,

    All = 2047,
}
