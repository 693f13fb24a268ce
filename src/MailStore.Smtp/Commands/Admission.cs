using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;

namespace MailStore.Smtp.Commands;

/// <summary>Who may begin a transaction, and as whom.</summary>
internal static class Admission
{
    /// <returns>Null if it may begin.</returns>
    public static Reply? Refuse(SmtpSession session)
    {
        // RFC 6409 §4.3, RFC 4954 §6
        if (Offer.HasLogin(session) && session.Visitor.User is null)
        {
            return session.Connection is { IsPrivate: false, CanStartTls: true }
                ? Reply.Of(530, 7, 0, "Say STARTTLS first, and then log in")
                : Reply.Of(530, 7, 0, "Log in first");
        }

        // RFC 9422 §4.1
        return session.Transactions >= session.Limits.TransactionsMax ? Reply.Close(5, 3, "Too many messages for one connection") : null;
    }

    /// <summary>RFC 6409 §6.1: nobody writes as somebody else. A bounce from no sender may be what a user's program answers with.</summary>
    public static async ValueTask<Reply> JudgeSenderAsync(SmtpSession session, Reply otherwise)
    {
        var sender = session.Envelope.Read(session.Envelope.Sender);
        return sender.IsNull || session.Settings.FromPolicy == FromPolicy.Any || await session.Services.Addresses.MayWriteAsAsync(session.Visitor.User!.Value, sender)
            ? otherwise
            : Reply.Of(550, 7, 1, "That sender is not yours");
    }
}
