using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Sasl;

/// <summary>What is known of a mechanism before it is begun.</summary>
/// <param name="SendsPassword">Whoever listens could log in with what is said.</param>
/// <param name="Create">One exchange of it.</param>
internal sealed record SaslMechanism(string Name, CredentialKinds Needs, bool SendsPassword, CreateExchange Create)
{
    /// <summary>It binds itself to TLS.</summary>
    public bool NeedsBinding { get; init; }

    /// <summary>It needs to know who the client is by TLS.</summary>
    public bool NeedsClientName { get; init; }
}
