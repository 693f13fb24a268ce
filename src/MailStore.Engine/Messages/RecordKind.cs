namespace MailStore.Engine.Messages;

/// <summary>
/// Kinds of records in the index, the first octet of their keys; drawn in docs/data-file.md. They are on disk and frozen by a test.
/// Kinds from 0xF0 on belong to the log.
/// </summary>
internal static class RecordKind
{
    public const byte Account = (byte)'A';

    public const byte AccountName = (byte)'N';

    /// <summary>Counters of the volume.</summary>
    public const byte Volume = (byte)'D';

    /// <summary>Mailboxes of an account.</summary>
    public const byte MailboxList = (byte)'L';

    /// <summary>Which account a mailbox is of.</summary>
    public const byte MailboxOwner = (byte)'U';

    public const byte Metadata = (byte)'X';

    public const byte ThreadKey = (byte)'T';

    /// <summary>Records beside the mail: Registry/RegistryRecords.</summary>
    public const byte Registry = (byte)'R';

    /// <summary>Their names, by shelf and in the order in which they came.</summary>
    public const byte RegistryPage = (byte)'Q';

    /// <summary>Header of a mailbox: Mailboxes/MailboxHeader.</summary>
    public const byte Mailbox = (byte)'M';

    /// <summary>Slots of 64 UIDs: (mailbox, uid / 64), <see cref="SlotChunk"/>.</summary>
    public const byte Chunk = (byte)'C';

    /// <summary>Which of 4,096 UIDs exist: (mailbox, uid / 4,096), <see cref="PageRecord"/>.</summary>
    public const byte Page = (byte)'P';

    /// <summary>How many UIDs of each page exist: (mailbox, uid / 1,048,576), <see cref="BranchRecord"/>.</summary>
    public const byte Branch = (byte)'S';

    /// <summary>What was expunged when: (mailbox, number), <see cref="VanishedPage"/>.</summary>
    public const byte Vanished = (byte)'V';

    /// <summary>Names of keywords, 32 a record: (mailbox, number / 32).</summary>
    public const byte Keywords = (byte)'K';

    /// <summary>Keywords of one message that its slot has no room for: (mailbox, uid).</summary>
    public const byte MoreKeywords = (byte)'O';

    /// <summary>Unique id that a message was brought over with: (mailbox, uid).</summary>
    public const byte UniqueId = (byte)'I';
}
