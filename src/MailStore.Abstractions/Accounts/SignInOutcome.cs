namespace MailStore.Abstractions.Accounts;

public enum SignInOutcome
{
    /// <summary>The name or the password is wrong, or the account may not log in: which of them is nobody's business.</summary>
    Refused,

    Accepted,

    /// <summary>Whoever knows cannot be asked just now: a temporary failure, never "no such user".</summary>
    Unavailable,

    /// <summary>The login was right, and wanted to act for somebody that it may not act for (RFC 4422 §3.6): AUTHORIZATIONFAILED.</summary>
    NotAuthorized,
}
