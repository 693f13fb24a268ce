using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Relaying;
using MailStore.Abstractions.Sasl;

namespace MailStore.Smtp.Session;

/// <summary>What all sessions of a listener share. Handed in: the front end has no clock, no store and no users of its own.</summary>
public sealed record SmtpServices(IMailStore Store, IAddressBook Addresses, SaslServer Sasl, TimeProvider Clock, SmtpSettings Settings)
{
    public SmtpLimits Limits { get; init; } = new();

    /// <summary>One for all listeners of a server.</summary>
    public MessageIds Ids { get; init; } = new(Clock);

    /// <summary>Null: nothing is taken for others.</summary>
    public IRelay? Relay { get; init; }
}
