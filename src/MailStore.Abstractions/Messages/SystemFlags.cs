namespace MailStore.Abstractions.Messages;

/// <summary>RFC 9051 §2.3.2: the flags with a backslash that are kept. \Recent is not one: it belongs to a session. The bits are on disk.</summary>
[Flags]
public enum SystemFlags : byte
{
    None = 0,
    Seen = 1,
    Answered = 2,
    Flagged = 4,
    Deleted = 8,
    Draft = 16,
    All = Seen | Answered | Flagged | Deleted | Draft,
}
