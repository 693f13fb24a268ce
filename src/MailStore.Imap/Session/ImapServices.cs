using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Sasl;

namespace MailStore.Imap.Session;

/// <summary>What all sessions share. Handed in: the front end has no clock, no store and no users of its own.</summary>
public sealed record ImapServices(IMailStore Store, IAuthenticator Authenticator, TimeProvider Clock)
{
    public SaslServer Sasl { get; init; } = new(Authenticator);

    public ImapLimits Limits { get; init; } = new();
}
