namespace MailStore.Mime.Structure;

/// <summary>What a part is to the structure of its message. The numbers are on disk.</summary>
public enum PartKind : byte
{
    /// <summary>Anything without parts that are told apart: images, message/partial, message/external-body.</summary>
    Leaf = 0,

    /// <summary>text/*, and what says nothing of itself (RFC 2045 §5.2).</summary>
    Text = 1,

    Multipart = 2,

    /// <summary>RFC 2046 §5.1.5: its parts are messages if they do not say what they are.</summary>
    Digest = 3,

    /// <summary>message/rfc822 and message/global: one child, the message in it.</summary>
    Message = 4,
}
