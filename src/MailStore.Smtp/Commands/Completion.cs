using System.Runtime.CompilerServices;
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

    /// <param name="refused">What is wrong with the message as it came, if something is.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Reply> EndAsync(SmtpSession session, Intake intake, Reply? refused)
    {
        await intake.EndAsync();
        if ((refused ?? await JudgeAsync(session, intake)) is { } reply)
        {
            return SayToAll(session, reply);
        }

        // Whoever takes it on says first whether they do: what is refused there must not be here already when the sender tries again.
        var sent = session.Relayed is { } relayed ? Relaying.Repeat(await relayed.FinishAsync()) : default;
        if (sent.IsRefusal && session.Role != SmtpRole.Lmtp)
        {
            return sent;
        }

        var outcomes = await intake.DeliverAsync();
        if (session.Envelope.WantsNotices)
        {
            await Notices.SendAsync(session, intake, outcomes);
        }

        return session.Role == SmtpRole.Lmtp ? SayToEach(session, intake, outcomes, sent) : SayAtOnce(session, intake, outcomes, sent);
    }

    /// <summary>RFC 2033 §4.2: an answer for each recipient that was accepted, in their order. One for all in SMTP.</summary>
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

    private static async ValueTask<Reply?> JudgeAsync(SmtpSession session, Intake intake)
    {
        if (intake.HasBareLineEnd)
        {
            return BareLineEnd;
        }

        if (intake.HasTooManyHops)
        {
            return Reply.Of(554, 4, 6, "The message goes in circles");
        }

        if (intake.Header is not { } header)
        {
            return null;
        }

        if (header.IsTooLarge)
        {
            return Reply.Of(552, 3, 4, "The header is too large");
        }

        if (header.FromFields > 1)
        {
            return Reply.Of(550, 6, 0, "The message has two From fields");
        }

        // RFC 6409 §6.1
        return session.Settings.FromPolicy != FromPolicy.Own || header.FromFields == 0
            || await header.IsFromAsync(session.Visitor.User!.Value, session.Services.Addresses)
                ? null
                : Reply.Of(550, 7, 1, "The message says to be from somebody else");
    }

    private static Reply SayToEach(SmtpSession session, Intake intake, IReadOnlyList<DeliveryResult> outcomes, in Reply sent)
    {
        var addressees = session.Envelope.Addressees;
        var stored = Stored(session, intake);
        for (var number = 0; number < addressees.Count - 1; number++)
        {
            session.Say(ReplyFor(session, addressees[number], outcomes, stored, sent));
        }

        return ReplyFor(session, addressees[^1], outcomes, stored, sent);
    }

    private static Reply ReplyFor(SmtpSession session, in Addressee addressee, IReadOnlyList<DeliveryResult> outcomes, in Reply stored, in Reply sent) =>
        addressee.IsRelayed ? sent : Refusals.Of(Worst(session.Envelope, addressee, outcomes), session.Settings) ?? stored;

    private static Reply SayAtOnce(SmtpSession session, Intake intake, IReadOnlyList<DeliveryResult> outcomes, in Reply sent)
    {
        var (refusal, done) = (Refusal.None, sent.Code == 0 ? 0 : 1);
        for (var number = 0; number < outcomes.Count; number++)
        {
            var outcome = outcomes[number];
            refusal = outcome.Refusal == Refusal.None ? refusal : outcome.Refusal;
            done += outcome.Refusal == Refusal.None ? 1 : 0;
        }

        if (refusal == Refusal.None)
        {
            return outcomes.Count > 0 ? Stored(session, intake) : Sent(session, sent);
        }

        // One answer for all, and some have it: the sender keeps it and comes again, since twice is better than never (RFC 5321 §6.1).
        return done > 0
            ? Reply.Of(451, 3, 0, "Some have it and some could not be served just now: try again")
            : Refusals.Of(refusal, session.Settings)!.Value;
    }

    private static Reply Sent(SmtpSession session, in Reply sent)
    {
        session.CommandsInVain = 0;
        return sent with { Text = $"Sent on: {sent.Text}" };
    }

    private static Reply Stored(SmtpSession session, Intake intake)
    {
        session.CommandsInVain = 0;
        return session.Role == SmtpRole.Lmtp
            ? Reply.Of(250, 1, 5, "Stored as") with { Number = intake.Id, NumberPlace = NumberPlace.Behind }
            : Reply.Of(250, 0, 0, "Stored as") with { Number = intake.Id, NumberPlace = NumberPlace.Behind };
    }

    public static Refusal Worst(Envelope envelope, in Addressee addressee, IReadOnlyList<DeliveryResult> outcomes)
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
