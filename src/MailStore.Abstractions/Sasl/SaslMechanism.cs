using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Sasl;

/// <summary>What is known of a mechanism before it is begun.</summary>
/// <param name="SendsPassword">Whoever listens could log in with what is said.</param>
internal sealed record SaslMechanism(string Name, CredentialKinds Needs, bool SendsPassword);
