namespace MailStore.Mime.Columns;

/// <summary>The texts that messages are ordered by. The numbers are on disk.</summary>
public enum TextRole : byte
{
    /// <summary>RFC 5256 §2.1: the base subject.</summary>
    Subject = 0,

    /// <summary>RFC 5256 §3: the mailbox of the first address.</summary>
    From = 1,
    To = 2,
    Cc = 3,

    /// <summary>RFC 5957 §3: its name, or else the address.</summary>
    DisplayFrom = 4,
    DisplayTo = 5,
}
