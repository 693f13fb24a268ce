using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire.Parsing;

namespace MailStore.Smtp.Commands;

// RFC 5321 §4.1.1.3. A source route is taken and ignored (appendix C).
[CommandHandler("rcpt")]
internal static class Rcpt
{
    public static async ValueTask<Reply> HandleAsync(RcptCommand command, SmtpSession session)
    {
        var envelope = session.Envelope;

        // RFC 5321 §4.5.3.1.10
        if (envelope.Addressees.Count >= session.Limits.RecipientsMax)
        {
            return Reply.Of(452, 5, 3, "Too many recipients: send it to the others later");
        }

        // RFC 5321 §4.1.1.3: Postmaster without a domain, in any case of letters.
        var address = command.Postmaster ? envelope.KeepLocal("postmaster"u8) : envelope.Keep(command.Mailbox, session.Frame);
        var addressee = new Addressee(address);
        var reply = AddressRules.Judge(envelope.Read(address), envelope.IsUtf8, isSender: false)
            ?? RcptParameters.Read(command.RcptParameters, session, ref addressee)
            ?? await RouteAsync(session, addressee);
        if (reply.IsRefusal)
        {
            envelope.Forget(address);
        }

        return reply;
    }

    private static async ValueTask<Reply> RouteAsync(SmtpSession session, Addressee addressee)
    {
        var address = session.Envelope.Read(addressee.Address);
        var entry = await session.Services.Addresses.FindAsync(address);
        switch (entry.Kind)
        {
            case AddressKind.Mailbox or AddressKind.List:
                return await PlaceAsync(session, addressee, entry);
            case AddressKind.Unknown:
                return Refusals.NoSuchUser;
            case AddressKind.Disabled:
                // RFC 3463 §3.3
                return Reply.Of(550, 2, 1, "The mailbox takes no mail");
            case AddressKind.Unavailable:
                return Reply.Of(451, 3, 0, "Who that is cannot be asked just now: try again later");
            case AddressKind.Forwarded:
                return await Relaying.ForwardAsync(session, addressee, entry);
            default:
                return await Relaying.AddAsync(session, addressee, address);
        }
    }

    // RFC 5321 §4.1.1.3: what can be said of a recipient is said now, and not when the message has come.
    private static async ValueTask<Reply> PlaceAsync(SmtpSession session, Addressee addressee, AddressEntry entry)
    {
        var found = session.Found;
        found.Clear();
        var isTight = false;
        foreach (var recipient in entry.Recipients)
        {
            if (await session.Services.Store.OpenAccountAsync(recipient.Account) is not { } account)
            {
                return Refusals.NoSuchUser;
            }

            if (Room.Refuse(session, account) is { } refused)
            {
                return refused;
            }

            isTight |= Room.IsTight(session, account);
            var isThere = recipient.Mailbox.IsInbox || await account.OpenAsync(recipient.Mailbox) is not null;
            found.Add(isThere ? recipient : recipient with { Mailbox = MailboxName.Inbox });
        }

        if (session.Role != SmtpRole.Lmtp && session.Envelope.Addressees.Count > 0 && (isTight || session.Envelope.IsForOne))
        {
            // One answer is given for all of them when the message has come. Whoever may be refused then is not mixed with others.
            return Reply.Of(452, 5, 3, "Send it to that one in a transaction of its own");
        }

        session.Envelope.IsForOne |= isTight;
        session.Envelope.Add(addressee, found);
        return Reply.Of(250, 1, 5, "Known");
    }
}
