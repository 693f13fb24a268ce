namespace MailStore.Mime.Headers;

/// <summary>The fields of an envelope, in its order (RFC 9051 §7.5.2).</summary>
public enum EnvelopeRole : byte
{
    Date = 0,
    Subject = 1,
    From = 2,
    Sender = 3,
    ReplyTo = 4,
    To = 5,
    Cc = 6,
    Bcc = 7,
    InReplyTo = 8,
    MessageId = 9,
    None = 10,
}
