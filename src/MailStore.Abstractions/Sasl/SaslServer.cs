using System.Net;
using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;
using MailStore.Abstractions.Unicode;

namespace MailStore.Abstractions.Sasl;

/// <summary>
/// The mechanisms by which clients of all protocols log in. Which of them a client is offered hangs on its connection and on what the
/// authenticator knows. Shared by all sessions.
/// </summary>
public sealed class SaslServer(IAuthenticator authenticator)
{
    private const int NonceBytes = 18;
    private const int SaltBytes = 16;

    /// <summary>The strongest first: clients that do not care take the first one they know.</summary>
    private static readonly SaslMechanism[] s_mechanisms =
    [
        new("SCRAM-SHA-256-PLUS", CredentialKinds.ScramSha256, SendsPassword: false, (server, asked, connection) => Scram(server, asked, ScramHash.Sha256, connection, isPlus: true)) { NeedsBinding = true },
        new("SCRAM-SHA-1-PLUS", CredentialKinds.ScramSha1, SendsPassword: false, (server, asked, connection) => Scram(server, asked, ScramHash.Sha1, connection, isPlus: true)) { NeedsBinding = true },
        new("SCRAM-SHA-256", CredentialKinds.ScramSha256, SendsPassword: false, (server, asked, connection) => Scram(server, asked, ScramHash.Sha256, connection, isPlus: false)),
        new("SCRAM-SHA-1", CredentialKinds.ScramSha1, SendsPassword: false, (server, asked, connection) => Scram(server, asked, ScramHash.Sha1, connection, isPlus: false)),
        new("PLAIN", CredentialKinds.Password, SendsPassword: true, (_, asked, _) => new PlainExchange(asked)),
        new("LOGIN", CredentialKinds.Password, SendsPassword: true, (_, asked, _) => new LoginExchange(asked)),
        new("OAUTHBEARER", CredentialKinds.Token, SendsPassword: true, (_, asked, _) => new BearerExchange(asked, isStandard: true)),
        new("XOAUTH2", CredentialKinds.Token, SendsPassword: true, (_, asked, _) => new BearerExchange(asked, isStandard: false)),
        new("EXTERNAL", CredentialKinds.Certificate, SendsPassword: false, (_, asked, connection) => new ExternalExchange(asked, connection)) { NeedsClientName = true },
        new("CRAM-MD5", CredentialKinds.Secret, SendsPassword: false, (server, asked, _) => new CramExchange(server, asked)),
    ];

    /// <summary>For commands that bring a name and a password without SASL.</summary>
    public IAuthenticator Authenticator => authenticator;

    /// <summary>The same, for the logins of one connection.</summary>
    public IAuthenticator At(IClientConnection connection, IPAddress? peer = null) => authenticator.For(new(peer ?? connection.Peer?.Address, connection.Service));

    /// <summary>Text that nobody can guess and that never comes again; no commas in it.</summary>
    public Func<string> NewNonce { get; init; } = () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));

    /// <summary>
    /// Makes salts for names that nobody has. Where the salts of accounts outlive the process this must too, or the change of a salt
    /// would tell that there is no such account.
    /// </summary>
    public ReadOnlyMemory<byte> NobodyKey { get; init; } = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    /// <summary>In challenges of CRAM-MD5.</summary>
    public string HostName { get; init; } = "mailstore";

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
    /// <param name="peer">Where the client is, if a proxy that is believed says otherwise than the connection.</param>
    public SaslChoice Begin(ReadOnlySpan<byte> name, IClientConnection connection, out ISaslExchange exchange, IPAddress? peer = null)
    {
        exchange = null!;
        foreach (var mechanism in s_mechanisms)
        {
            if (Ascii.EqualsIgnoreCase(name, mechanism.Name))
            {
                var choice = Choose(mechanism, connection);
                if (choice == SaslChoice.Begun)
                {
                    exchange = mechanism.Create(this, At(connection, peer), connection);
                }

                return choice;
            }
        }

        return SaslChoice.NotOffered;
    }

    /// <summary>Keys that no password has, the same for a name each time, however it is spelled: an account has one salt under all spellings.</summary>
    internal ScramKeys KeysOfNobody(ScramHash hash, ReadOnlySpan<byte> name)
    {
        var plain = SaslPrep.TryPrepare(name, out var prepared) && AccountName.TryCreate(Encoding.UTF8.GetString(prepared), out var account)
            ? Encoding.UTF8.GetBytes(account.Text)
            : name.ToArray();
        var salt = HMACSHA256.HashData(NobodyKey.Span, [(byte)hash, .. plain]);
        var key = HMACSHA256.HashData(NobodyKey.Span, salt).AsMemory(0, ScramKeys.BytesOf(hash));
        return new(default, salt.AsMemory(0, SaltBytes), ScramKeys.DefaultIterations, key, key);
    }

    private static ScramExchange Scram(SaslServer server, IAuthenticator asked, ScramHash hash, IClientConnection connection, bool isPlus) =>
        new(server, asked, hash, connection, isPlus, isPlusOffered: ScramBinding.IsThere(connection));

    private SaslChoice Choose(SaslMechanism mechanism, IClientConnection connection)
    {
        if ((authenticator.Kinds & mechanism.Needs) == CredentialKinds.None
            || (mechanism.NeedsBinding && !ScramBinding.IsThere(connection))
            || (mechanism.NeedsClientName && connection.Tls is not { ClientNames.Count: > 0 }))
        {
            return SaslChoice.NotOffered;
        }

        return mechanism.SendsPassword && !connection.IsPrivate ? SaslChoice.NeedsPrivacy : SaslChoice.Begun;
    }
}
