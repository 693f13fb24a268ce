using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Abstractions.Sasl;
using MailStore.Imap.Connection;
using MailStore.Imap.Session;
using MailStore.Server.Hosting;

namespace MailStore.Server.Cli.Serve;

/// <summary>What answers at each kind of listener.</summary>
internal sealed class FrontEnds(IMailStore store, IAuthenticator authenticator, TimeProvider clock)
{
    private readonly ImapServices _imap = new(store, authenticator, clock) { Sasl = new SaslServer(authenticator) };

    public Listener Listen(ListeningPlace at) => new(at.Kind, at.Place, Of(at.Kind));

    private Func<IClientConnection, CancellationToken, Task> Of(ListenerKind kind) => kind.Alpn switch
    {
        "imap" => (connection, stopping) => new ImapConnection(connection, _imap).RunAsync(stopping),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
