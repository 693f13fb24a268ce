using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Sasl;

namespace MailStore.Pop3.Session;

/// <summary>What all sessions share. Handed in: the front end has no clock, no store, no users and no dice of its own.</summary>
public sealed record Pop3Services(IMailStore Store, SaslServer Sasl, TimeProvider Clock)
{
    public Pop3Limits Limits { get; init; } = new();

    /// <summary>RFC 1939 §7: the timestamp of a greeting, with its angle brackets, another one each time. Null: no APOP.</summary>
    public Func<string>? NewStamp { get; init; }

    public Maildrops Drops { get; init; } = new();
}
