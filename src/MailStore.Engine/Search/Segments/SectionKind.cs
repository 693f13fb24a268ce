namespace MailStore.Engine.Search.Segments;

/// <summary>What a section of a segment holds. The numbers are on disk; sections that a reader does not know are passed over.</summary>
internal enum SectionKind : ushort
{
    None = 0,

    /// <summary>Which messages: <see cref="DocumentTable"/>.</summary>
    Documents = 1,

    /// <summary>The day each message says to have been sent on, i32.</summary>
    SentDays = 2,

    /// <summary>Messages that have too much text to be indexed, u32 each, ascending.</summary>
    Unindexed = 3,

    /// <summary>What tells each message from another one with its UID, u32: <see cref="MessageIdentity"/>.</summary>
    Identities = 4,

    /// <summary>How texts of attachments came about, UTF-8; absent if none did.</summary>
    Recipe = 5,

    /// <summary>Messages with attachments that nobody could read then, u32 each, ascending; absent if there are none. They are among <see cref="Unindexed"/> too.</summary>
    Unread = 6,

    /// <summary>Blocks of the terms of bodies: <see cref="TermBlock"/>.</summary>
    BodyTerms = 16,

    /// <summary>The same of headers that are no body's.</summary>
    HeadTerms = 17,

    /// <summary>Whole values of fields, as terms.</summary>
    FromValues = 18,
    ToValues = 19,
    CcValues = 20,
    BccValues = 21,
    SubjectValues = 22,

    /// <summary>What messages are sorted and threaded by: the first piece of a <see cref="MailStore.Mime.Columns.ColumnSection"/>, and the others behind it.</summary>
    Columns = 32,

    /// <summary>No piece has a higher number.</summary>
    LastColumns = 63,
}
