using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;

namespace MailStore.Abstractions.Sasl;

/// <summary>
/// The mechanisms by which clients of all protocols log in. Which of them a client is offered hangs on its connection and on what the
/// authenticator knows. Shared by all sessions.
/// </summary>
public sealed class SaslServer(IAuthenticator authenticator)
{
    /// <summary>The strongest first: clients that do not care take the first one they know.</summary>
    private static readonly SaslMechanism[] s_mechanisms =
    [
        new("PLAIN", CredentialKinds.Password, SendsPassword: true),
        new("LOGIN", CredentialKinds.Password, SendsPassword: true),
    ];

    /// <summary>For commands that bring a name and a password without SASL.</summary>
    public IAuthenticator Authenticator => authenticator;

    /// <summary>Names in capitals, as of now: TLS changes them.</summary>
    public IReadOnlyList<string> Offered(IClientConnection connection)
    {
        var names = new List<string>(s_mechanisms.Length);
        foreach (var mechanism in s_mechanisms)
        {
            if (Choose(mechanism, connection) == SaslChoice.Begun)
            {
                names.Add(mechanism.Name);
            }
        }

        return names;
    }

    /// <summary>Begins what <see cref="Offered"/> names, in any case of letters.</summary>
    public SaslChoice Begin(ReadOnlySpan<byte> name, IClientConnection connection, out ISaslExchange exchange)
    {
        exchange = null!;
        foreach (var mechanism in s_mechanisms)
        {
            if (Ascii.EqualsIgnoreCase(name, mechanism.Name))
            {
                var choice = Choose(mechanism, connection);
                if (choice == SaslChoice.Begun)
                {
                    exchange = Create(mechanism);
                }

                return choice;
            }
        }

        return SaslChoice.NotOffered;
    }

    private SaslChoice Choose(SaslMechanism mechanism, IClientConnection connection)
    {
        if ((authenticator.Kinds & mechanism.Needs) == CredentialKinds.None)
        {
            return SaslChoice.NotOffered;
        }

        return mechanism.SendsPassword && !connection.IsPrivate ? SaslChoice.NeedsPrivacy : SaslChoice.Begun;
    }

    private ISaslExchange Create(SaslMechanism mechanism) => mechanism.Name switch
    {
        "PLAIN" => new PlainExchange(authenticator),
        "LOGIN" => new LoginExchange(authenticator),
        _ => throw new ArgumentOutOfRangeException(nameof(mechanism)),
    };
}
