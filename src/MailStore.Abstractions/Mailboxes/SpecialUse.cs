namespace MailStore.Abstractions.Mailboxes;

/// <summary>RFC 6154 §2 and RFC 8457. The bits are on disk.</summary>
[Flags]
public enum SpecialUse : ushort
{
    None = 0,
    All = 1,
    Archive = 2,
    Drafts = 4,
    Flagged = 8,
    Junk = 16,
    Sent = 32,
    Trash = 64,
    Important = 128,
}
