using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Pop3.Session;

/// <summary>
/// RFC 1939 §7: what UIDL says of a message, the same for as long as it exists, and never of another one of the maildrop. Whoever
/// brings mail over from another server puts its unique ids here, or every client would fetch everything again.
/// </summary>
public interface IUniqueIds
{
    /// <summary>1 to 70 visible letters of ASCII.</summary>
    const int BytesMax = 70;

    /// <returns>How many octets were written.</returns>
    int Write(IMailbox mailbox, UidValidity validity, Uid uid, Span<byte> into);
}
