using System.Globalization;
using MailStore.Abstractions.Accounts;
using MailStore.Pop3.Session;

namespace MailStore.Pop3.Commands;

/// <summary>What this server says it can.</summary>
internal static class Offer
{
    /// <summary>RFC 2449 §6.9. No version: that helps nobody but attackers.</summary>
    private const string Implementation = "IMPLEMENTATION MailStore";

    private static readonly string[] s_always =
    [
        "TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING",
        // RFC 2449 §6.7: nothing is deleted but by its owner.
        "EXPIRE NEVER",
        // RFC 6856 §2, §3: names and passwords may hold UTF-8.
        "UTF8 USER", "LANG",
        Implementation,
    ];

    /// <summary>RFC 2449 §5: as of now; a login and TLS change it.</summary>
    public static IEnumerable<string> Words(Pop3Session session)
    {
        foreach (var word in s_always)
        {
            yield return word;
        }

        if (session.Limits.LoginDelay > TimeSpan.Zero)
        {
            yield return "LOGIN-DELAY " + ((long)session.Limits.LoginDelay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (session.Connection.CanStartTls && !session.HasDrop)
        {
            yield return "STLS";
        }

        if (TakesPasswords(session))
        {
            yield return "USER";
        }

        if (session.Services.Sasl.Offered(session.Connection) is { Count: > 0 } mechanisms)
        {
            yield return "SASL " + string.Join(' ', mechanisms);
        }
    }

    /// <summary>RFC 2595 §2.2: no password where others can read it.</summary>
    public static bool TakesPasswords(Pop3Session session) =>
        session.Connection.IsPrivate && (session.Services.Sasl.Authenticator.Kinds & CredentialKinds.Password) != CredentialKinds.None;
}
