using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;

namespace MailStore.Abstractions.Sasl;

/// <summary>Begins an exchange of one mechanism.</summary>
/// <param name="authenticator">Whom to ask about this login.</param>
internal delegate ISaslExchange CreateExchange(SaslServer server, IAuthenticator authenticator, IClientConnection connection);
