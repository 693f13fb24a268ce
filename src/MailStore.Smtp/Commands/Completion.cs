using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Smtp.Replies;
using MailStore.Smtp.Session;

namespace MailStore.Smtp.Commands;

/// <summary>The end of a message, by DATA or by BDAT LAST: who got it, and what the client hears.</summary>
internal static class Completion
{
    /// <summary>RFC 5321 §2.3.8: other servers could see the end of the message there, and the commands of a forger behind it.</summary>
    public static Reply BareLineEnd => Reply.Of(550, 5, 2, "The message has a CR or LF that stands alone");

    /// <param name="refused">What is wrong with the message itself, if something is.</param>
    public static async ValueTask<Reply> EndAsync(SmtpSession session, Intake intake, Reply? refused)
    {
        if (refused is null && intake.HasTooManyHops)
        {
            refused = Reply.Of(554, 4, 6, "The message goes in circles");
        }

        if (refused is { } reply)
        {
            return SayToAll(session, reply);
        }

        var outcomes = await intake.DeliverAsync();
        return session.Role == SmtpRole.Lmtp ? SayToEach(session, intake, outcomes) : SayAtOnce(session, intake, outcomes);
    }

    // RFC 2033 §4.2: an answer for each recipient that was accepted, in their order.
    public static Reply SayToAll(SmtpSession session, in Reply reply)
    {
        if (session.Role == SmtpRole.Lmtp)
        {
            for (var number = 1; number < session.Envelope.Addressees.Count; number++)
            {
                session.Say(reply);
            }
        }

        return reply;
    }

    private static Reply SayToEach(SmtpSession session, Intake intake, IReadOnlyList<DeliveryResult> outcomes)
    {
        var addressees = session.Envelope.Addressees;
        var stored = Stored(session, intake);
        for (var number = 0; number < addressees.Count - 1; number++)
        {
            session.Say(Refusals.Of(Worst(session.Envelope, addressees[number], outcomes), session.Settings) ?? stored);
        }

        return Refusals.Of(Worst(session.Envelope, addressees[^1], outcomes), session.Settings) ?? stored;
    }

    private static Reply SayAtOnce(SmtpSession session, Intake intake, IReadOnlyList<DeliveryResult> outcomes)
    {
        var (refusal, delivered) = (Refusal.None, 0);
        foreach (var outcome in outcomes)
        {
            refusal = outcome.Refusal == Refusal.None ? refusal : outcome.Refusal;
            delivered += outcome.Refusal == Refusal.None ? 1 : 0;
        }

        if (refusal == Refusal.None)
        {
            return Stored(session, intake);
        }

        // One answer for all, and some have it: the sender keeps it and comes again, since twice is better than never (RFC 5321 §6.1).
        return delivered > 0
            ? Reply.Of(451, 3, 0, "Some have it and some could not be served just now: try again")
            : Refusals.Of(refusal, session.Settings)!.Value;
    }

    private static Reply Stored(SmtpSession session, Intake intake)
    {
        session.Messages++;
        session.CommandsInVain = 0;
        return Reply.Of(250, session.Role == SmtpRole.Lmtp ? 1 : 0, session.Role == SmtpRole.Lmtp ? 5 : 0, $"Stored as {intake.Id:x}");
    }

    private static Refusal Worst(Envelope envelope, in Addressee addressee, IReadOnlyList<DeliveryResult> outcomes)
    {
        for (var number = 0; number < addressee.PlaceCount; number++)
        {
            if (outcomes[envelope.PlaceOf(addressee, number)].Refusal is not Refusal.None and var refusal)
            {
                return refusal;
            }
        }

        return Refusal.None;
    }
}
