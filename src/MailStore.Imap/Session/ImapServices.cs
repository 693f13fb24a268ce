using MailStore.Abstractions.Accounts;

namespace MailStore.Imap.Session;

/// <summary>What all sessions share. Handed in: the front end has no clock, no store and no users of its own.</summary>
public sealed record ImapServices(IMailStore Store, IAuthenticator Authenticator, TimeProvider Clock)
{
    public ImapLimits Limits { get; init; } = new();
}
