namespace MailStore.Smtp.Session;

/// <summary>What becomes of a message with a carriage return or a line feed that stands alone.</summary>
public enum BareLineEnds
{
    /// <summary>It is refused: RFC 5321 §2.3.8 forbids such, and servers that read them differently can be made to smuggle mail.</summary>
    Refused,

    /// <summary>Each becomes CRLF before anything is stored. For devices that cannot do better; where the message ends does not hang on it.</summary>
    Mended,
}
