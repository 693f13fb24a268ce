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
    public static ValueTask<Reply> HandleAsync(RcptCommand command, SmtpSession session)
    {
        var envelope = session.Envelope;

        // RFC 5321 §4.5.3.1.10
        if (envelope.Addressees.Count >= session.Limits.RecipientsMax)
        {
            return new(Reply.Of(452, 5, 3, "Too many recipients: send it to the others later"));
        }

        // RFC 5321 §4.1.1.3: Postmaster without a domain, in any case of letters.
        var address = command.Postmaster ? envelope.KeepLocal("postmaster"u8) : envelope.Keep(command.Mailbox, session.Frame);
        var addressee = new Addressee(address);
        if ((AddressRules.Judge(envelope.Read(address), envelope.IsUtf8, isSender: false) ?? RcptParameters.Read(command.RcptParameters, session, ref addressee)) is { } unfit)
        {
            return new(Settle(session, address, unfit));
        }

        var routed = RouteAsync(session, addressee);
        return routed.IsCompletedSuccessfully ? new(Settle(session, address, routed.Result)) : SettleAsync(session, address, routed);
    }

    private static async ValueTask<Reply> SettleAsync(SmtpSession session, StoredAddress address, ValueTask<Reply> reply) => Settle(session, address, await reply);

    private static Reply Settle(SmtpSession session, StoredAddress address, in Reply reply)
    {
        if (reply.IsRefusal)
        {
            session.Envelope.Forget(address);
        }

        return reply;
    }

    // Books and stores answer at once nearly always: then no state is kept to wait with.
    private static ValueTask<Reply> RouteAsync(SmtpSession session, in Addressee addressee)
    {
        var finding = session.Services.Addresses.FindAsync(session.Envelope.Read(addressee.Address));
        return finding.IsCompletedSuccessfully ? RouteAsync(session, addressee, finding.Result) : WaitAsync(session, addressee, finding);
    }

    private static async ValueTask<Reply> WaitAsync(SmtpSession session, Addressee addressee, ValueTask<AddressEntry> finding) =>
        await RouteAsync(session, addressee, await finding);

    private static ValueTask<Reply> RouteAsync(SmtpSession session, in Addressee addressee, AddressEntry entry) => entry.Kind switch
    {
        AddressKind.Mailbox or AddressKind.List => PlaceAsync(session, addressee, entry),
        AddressKind.Unknown => new(Refusals.NoSuchUser),
        // RFC 3463 §3.3
        AddressKind.Disabled => new(Reply.Of(550, 2, 1, "The mailbox takes no mail")),
        AddressKind.Unavailable => new(Reply.Of(451, 3, 0, "Who that is cannot be asked just now: try again later")),
        AddressKind.Forwarded => Relaying.ForwardAsync(session, addressee, entry),
        _ => Relaying.AddAsync(session, addressee, session.Envelope.Read(addressee.Address)),
    };

    // RFC 5321 §4.1.1.3: what can be said of a recipient is said now, and not when the message has come.
    private static ValueTask<Reply> PlaceAsync(SmtpSession session, in Addressee addressee, AddressEntry entry)
    {
        session.Found.Clear();
        if (entry.Recipients is not [{ Mailbox.IsInbox: true } only])
        {
            return PlaceAllAsync(session, addressee, entry);
        }

        var opening = session.Services.Store.OpenAccountAsync(only.Account);
        return opening.IsCompletedSuccessfully ? new(PlaceOne(session, addressee, only, opening.Result)) : WaitAsync(session, addressee, only, opening);
    }

    private static async ValueTask<Reply> WaitAsync(SmtpSession session, Addressee addressee, Recipient only, ValueTask<IAccount?> opening) =>
        PlaceOne(session, addressee, only, await opening);

    private static Reply PlaceOne(SmtpSession session, in Addressee addressee, Recipient only, IAccount? account)
    {
        if (account is null)
        {
            return Refusals.NoSuchUser;
        }

        session.Found.Add(only);
        var quota = account.Quota;
        return Room.Refuse(session, quota) ?? Accept(session, addressee, Room.IsTight(session, quota));
    }

    private static async ValueTask<Reply> PlaceAllAsync(SmtpSession session, Addressee addressee, AddressEntry entry)
    {
        var isTight = false;
        foreach (var recipient in entry.Recipients)
        {
            if (await session.Services.Store.OpenAccountAsync(recipient.Account) is not { } account)
            {
                return Refusals.NoSuchUser;
            }

            var quota = account.Quota;
            if (Room.Refuse(session, quota) is { } refused)
            {
                return refused;
            }

            isTight |= Room.IsTight(session, quota);
            var isThere = recipient.Mailbox.IsInbox || await account.OpenAsync(recipient.Mailbox) is not null;
            session.Found.Add(isThere ? recipient : recipient with { Mailbox = MailboxName.Inbox });
        }

        return Accept(session, addressee, isTight);
    }

    private static Reply Accept(SmtpSession session, in Addressee addressee, bool isTight)
    {
        var envelope = session.Envelope;
        if (session.Role != SmtpRole.Lmtp && envelope.Addressees.Count > 0 && (isTight || envelope.IsForOne))
        {
            // One answer is given for all of them when the message has come. Whoever may be refused then is not mixed with others.
            return Reply.Of(452, 5, 3, "Send it to that one in a transaction of its own");
        }

        envelope.IsForOne |= isTight;
        envelope.Add(addressee, session.Found);
        return Reply.Of(250, 1, 5, "Known");
    }
}
