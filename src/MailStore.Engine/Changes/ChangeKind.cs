namespace MailStore.Engine.Changes;

/// <summary>
/// First octet of each change frame: what the rest of it is. The numbers are on disk and frozen by a test: a change of another
/// shape takes a new number, and the old one stays readable for ever.
/// </summary>
internal enum ChangeKind : byte
{
    /// <summary>Never written.</summary>
    None = 0,

    /// <summary>A message arrives in one mailbox or in many, with its body.</summary>
    Arrival = 1,

    /// <summary>Messages are copied or moved from a mailbox to another.</summary>
    Transfer = 2,

    /// <summary>Messages have other flags.</summary>
    Flags = 3,

    /// <summary>Messages are gone.</summary>
    Expunge = 4,

    /// <summary>A view has taken the messages that were recent.</summary>
    Recent = 5,

    /// <summary>A mailbox knows keywords that it did not.</summary>
    Keywords = 6,

    /// <summary>Messages that came with this request were brought over with unique ids.</summary>
    UniqueIds = 7,

    AccountCreated = 16,

    AccountDeleted = 17,

    AccountQuota = 18,

    MailboxesCreated = 20,

    MailboxesDeleted = 21,

    MailboxesRenamed = 22,

    /// <summary>A name is subscribed or no longer.</summary>
    Subscription = 23,

    /// <summary>A mailbox has other special uses.</summary>
    SpecialUses = 24,

    /// <summary>Metadata entries of a mailbox or an account are set or removed.</summary>
    Metadata = 25,

    /// <summary>A mailbox goes on with UIDVALIDITY and UIDs that it had elsewhere.</summary>
    MailboxAdopted = 26,

    /// <summary>First change of a volume: which store and which volume of it this is.</summary>
    VolumeBorn = 32,

    /// <summary>A record beside the mail is put or goes.</summary>
    Registry = 33,
}
