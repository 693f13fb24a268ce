namespace MailStore.Mime.Decoding;

/// <summary>Content-Transfer-Encoding (RFC 2045 §6).</summary>
public enum TransferEncoding : byte
{
    /// <summary>7bit, 8bit, binary, and none at all: the octets stand for themselves.</summary>
    Identity = 0,
    Base64 = 1,
    QuotedPrintable = 2,

    /// <summary>x-uuencode, as programs older than MIME wrote it.</summary>
    Uuencode = 3,

    /// <summary>A name that nobody knows. Its octets are passed on as they are.</summary>
    Unknown = 4,
}
