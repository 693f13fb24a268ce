using System.Globalization;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Relaying;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;

namespace MailStore.Smtp.Commands;

/// <summary>Recipients whose mail is not kept here.</summary>
internal static class Relaying
{
    /// <summary>RFC 5321 §3.4: somebody who has gone, and we know where. 251 if it is passed on from here, 551 if the sender has to.</summary>
    public static async ValueTask<Reply> ForwardAsync(SmtpSession session, Addressee addressee, AddressEntry entry)
    {
        if (session.Services.Relay is not { } relay)
        {
            return Reply.Of(551, 1, 6, $"Not here any more: try <{entry.ForwardedTo}>");
        }

        var reply = await PassAsync(session, relay, addressee, entry.ForwardedTo);
        return reply.IsRefusal ? reply : Reply.Of(251, 1, 5, $"Not here any more; will forward to <{entry.ForwardedTo}>");
    }

    /// <summary>For users only: a server that passes on what anybody sends is used by everybody who has something to hide.</summary>
    public static async ValueTask<Reply> AddAsync(SmtpSession session, Addressee addressee, EnvelopeAddress address)
    {
        if (session.Role != SmtpRole.Submission)
        {
            return Reply.Of(550, 7, 1, "That domain is not served here, and nothing is relayed");
        }

        return session.Services.Relay is { } relay
            ? await PassAsync(session, relay, addressee, address)
            : Reply.Of(550, 7, 1, "Mail for elsewhere is not sent from here");
    }

    /// <summary>What the next server said, in our form.</summary>
    public static Reply Repeat(in RelayReply reply)
    {
        // RFC 2034 §4: the class is the code's; of a status that is none the code says enough.
        var parts = reply.Status.Split('.');
        return parts.Length == 3 && parts[0] == (reply.Code / 100).ToString(CultureInfo.InvariantCulture)
            && ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var subject)
            && ushort.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var detail)
                ? Reply.Of(reply.Code, subject, detail, reply.Text)
                : Reply.Of(reply.Code, 0, 0, reply.Text);
    }

    private static async ValueTask<Reply> PassAsync(SmtpSession session, IRelay relay, Addressee addressee, EnvelopeAddress target)
    {
        if (session.Envelope.Body == BodyValueKind.BinaryMime)
        {
            // RFC 3030 §3: it would have to be made over for servers that take lines only.
            return Reply.Of(554, 6, 3, "A binary message is not sent on from here");
        }

        // The arena that the address lies in is written to below.
        target = new(target.Local.ToArray(), target.Domain.ToArray());
        session.Relayed ??= await relay.BeginAsync(EnvelopeOf(session.Envelope));
        var reply = await session.Relayed.AddAsync(target, Notices.Of(session.Envelope, addressee));
        if (reply.IsPositive)
        {
            session.Found.Clear();
            session.Envelope.Add(addressee, session.Found);
        }
        else if (!session.Envelope.HasRelayed)
        {
            // Nobody there takes it: whoever is here gets it without them.
            await session.Relayed.DisposeAsync();
            session.Relayed = null;
        }

        return Repeat(reply);
    }

    private static RelayEnvelope EnvelopeOf(Envelope envelope)
    {
        var sender = envelope.Read(envelope.Sender);
        return new(
            new(sender.Local.ToArray(), sender.Domain.ToArray()),
            envelope.DeclaredBytes,
            Notices.Of(envelope),
            IsEightBit: envelope.Body == BodyValueKind.EightBitMime,
            envelope.IsUtf8);
    }
}
