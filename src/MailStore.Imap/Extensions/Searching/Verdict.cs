namespace MailStore.Imap.Extensions.Searching;

/// <summary>Whether a message is found, as far as that can be said without opening it.</summary>
internal enum Verdict : byte
{
    No,
    Yes,

    /// <summary>What decides is inside the message; of one that was opened, in an attachment that cannot be read now.</summary>
    Unknown,
}
