namespace MailStore.Mime.Text;

/// <summary>What of a message is looked through (RFC 9051 §6.4.4).</summary>
public enum SearchScope : byte
{
    /// <summary>BODY: the text of its parts, and of messages in it. Their headers are text of the message around them.</summary>
    Body = 0,

    /// <summary>TEXT: header fields too, those of the parts included.</summary>
    Text = 1,
}
