using MailStore.Smtp.Session;

namespace MailStore.Smtp.Commands;

/// <summary>The keywords of EHLO and LHLO, but for SIZE and HELP: each is said when it works in full.</summary>
internal static class Offer
{
    private static readonly string[] s_always = ["8BITMIME", "PIPELINING", "CHUNKING", "BINARYMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"];

    public static IReadOnlyList<string> Words(SmtpSession session)
    {
        var words = new List<string>(s_always);
        if (session.Connection.CanStartTls)
        {
            words.Add("STARTTLS");
        }

        if (HasLogin(session) && session.Visitor.User is null && session.Services.Sasl.Offered(session.Connection) is { Count: > 0 } mechanisms)
        {
            words.Add($"AUTH {string.Join(' ', mechanisms)}");
        }

        if (HasNotifications(session))
        {
            words.Add("DSN");
        }

        // RFC 9422 §3
        words.Add(session.Limits.TransactionsMax is { } transactions
            ? $"LIMITS MAILMAX={transactions} RCPTMAX={session.Limits.RecipientsMax}"
            : $"LIMITS RCPTMAX={session.Limits.RecipientsMax}");
        if (session.Settings.Etrn != EtrnAnswer.NotOffered)
        {
            words.Add("ETRN");
        }

        if (session.Settings.Trusts(session.Visitor.Origin))
        {
            words.Add("XCLIENT NAME ADDR PORT PROTO HELO LOGIN DESTADDR DESTPORT");
        }

        return words;
    }

    /// <summary>Who relays or feeds a mailbox has no login; who submits must have one.</summary>
    public static bool HasLogin(SmtpSession session) => session.Role == SmtpRole.Submission;

    /// <summary>Somebody has to take notices to senders elsewhere. RFC 3461 §4: parameters are taken from those only who were told of them.</summary>
    public static bool HasNotifications(SmtpSession session) => session.Services.Relay is not null;
}
