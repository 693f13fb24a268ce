namespace MailStore.Imap.Replies;

/// <summary>What a FETCH response may tell of a message without opening it.</summary>
[Flags]
internal enum FetchItems : ushort
{
    None = 0,
    Uid = 1,
    Flags = 2,
    InternalDate = 4,
    Size = 8,
    ModSeq = 16,
    SaveDate = 32,
    EmailId = 64,
    ThreadId = 128,
}
