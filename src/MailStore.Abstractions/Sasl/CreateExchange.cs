using MailStore.Abstractions.Connections;

namespace MailStore.Abstractions.Sasl;

/// <summary>Begins an exchange of one mechanism.</summary>
internal delegate ISaslExchange CreateExchange(SaslServer server, IClientConnection connection);
