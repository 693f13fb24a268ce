namespace MailStore.Abstractions.Mailboxes;

/// <summary>Why octets are no modified UTF-7.</summary>
public enum ModifiedUtf7Fault
{
    None,

    /// <summary>An octet outside of printing US-ASCII.</summary>
    NotPrinting,

    /// <summary>Between &amp; and - something that is not modified BASE64, or nothing but bits that make no character.</summary>
    BadBase64,

    /// <summary>No - ends what an &amp; began.</summary>
    Unterminated,

    /// <summary>A character in BASE64 that represents itself.</summary>
    NeedlessBase64,

    /// <summary>Two runs of BASE64 behind each other, which are to be one.</summary>
    SuperfluousShift,

    /// <summary>Half of a surrogate pair.</summary>
    UnpairedSurrogate,
}
