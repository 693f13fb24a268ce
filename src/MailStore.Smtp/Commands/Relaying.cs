using MailStore.Abstractions.Accounts;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;

namespace MailStore.Smtp.Commands;

/// <summary>Recipients whose mail is not kept here.</summary>
internal static class Relaying
{
    /// <summary>RFC 5321 §3.4: somebody who has gone, and we know where.</summary>
    public static ValueTask<Reply> ForwardAsync(SmtpSession session, Addressee addressee, AddressEntry entry)
    {
        _ = (session, addressee);
        return new(Reply.Of(551, 1, 6, $"Not here any more: try <{entry.ForwardedTo}>"));
    }

    public static ValueTask<Reply> AddAsync(SmtpSession session, Addressee addressee, EnvelopeAddress address)
    {
        _ = (addressee, address);
        return new(session.Role == SmtpRole.Submission
            ? Reply.Of(550, 7, 1, "Mail for elsewhere is not sent from here")
            : Reply.Of(550, 7, 1, "That domain is not served here, and nothing is relayed"));
    }
}
