using System.DirectoryServices.Protocols;
using System.Globalization;
using System.Net;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.External;

namespace MailStore.Server.Accounts.Ldap;

/// <summary>
/// Users of an LDAP directory. A user is looked for and then bound as, so the directory itself compares the password, and whatever it
/// demands of a login holds here too. A blocking library is under it: each question has a thread of the pool for as long as it takes.
/// </summary>
internal sealed class LdapUsers(LdapSettings settings) : IUserSource
{
    private const int PlainPort = 389;
    private const int TlsPort = 636;

    /// <summary>RFC 4511 §4.1.9: the name or the password is wrong.</summary>
    private const int InvalidCredentials = 49;

    /// <summary>A bind as nobody that is there costs what a wrong password costs.</summary>
    private const string NobodyName = "cn=nobody-of-that-name";

    public CredentialKinds Kinds => CredentialKinds.Password;

    public async ValueTask<AccountName?> VerifyAsync(AccountName name, ReadOnlyMemory<byte> password, CancellationToken cancellation)
    {
        // RFC 4513 §5.1.2: a bind without a password succeeds, as nobody.
        if (password.IsEmpty)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(password.Span);
        return await RunAsync<AccountName?>(() =>
        {
            var entry = Search(settings.UserFilter, name.Text) is [var only] ? only : null;
            var isRight = TryBind(entry?.DistinguishedName ?? $"{NobodyName},{settings.Base}", text);
            return isRight && entry is not null && AccountOf(entry) is { } account ? account : null;
        }, cancellation);
    }

    public ValueTask<ScramKeys?> FindScramKeysAsync(AccountName name, ScramHash hash, CancellationToken cancellation) => default;

    public ValueTask<SharedSecret?> FindSecretAsync(AccountName name, CancellationToken cancellation) => default;

    public ValueTask<bool> HasDomainAsync(string domain, CancellationToken cancellation) => new(settings.Domains.Contains(domain, StringComparer.OrdinalIgnoreCase));

    public async ValueTask<IReadOnlyList<AccountName>> FindAddressAsync(string address, CancellationToken cancellation) => await RunAsync<IReadOnlyList<AccountName>>(
        () => [.. Search(settings.AddressFilter, address).Select(AccountOf).OfType<AccountName>()], cancellation);

    /// <summary>RFC 4515 §3: what a client says is text in a filter, and never part of its form.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            _ = octet is < 0x20 or > 0x7e or (byte)'*' or (byte)'(' or (byte)')' or (byte)'\\'
                ? escaped.Append(CultureInfo.InvariantCulture, $"\\{octet:x2}")
                : escaped.Append((char)octet);
        }

        return escaped.ToString();
    }

    private async Task<T> RunAsync<T>(Func<T> ask, CancellationToken cancellation)
    {
        try
        {
            return await Task.Run(ask, cancellation);
        }
        catch (Exception fault) when (fault is LdapException or DirectoryOperationException)
        {
            throw new DirectoryFaultException($"The LDAP directory {settings.Server} cannot be asked: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is DllNotFoundException or TypeInitializationException)
        {
            throw new DirectoryFaultException("LDAP needs the library libldap, which is not installed: on Debian it is the package libldap2 (libldap-2.5-0 before Debian 13).", fault);
        }
    }

    private LdapConnection Connect()
    {
        var isTls = settings.Server.Scheme == "ldaps";
        var place = new LdapDirectoryIdentifier(settings.Server.Host, settings.Server.Port > 0 ? settings.Server.Port : isTls ? TlsPort : PlainPort);
        var connection = new LdapConnection(place) { AuthType = AuthType.Basic, Timeout = settings.Timeout };
        connection.SessionOptions.ProtocolVersion = 3;
        connection.SessionOptions.SecureSocketLayer = isTls;
        return connection;
    }

    private List<SearchResultEntry> Search(string filter, string text)
    {
        using var connection = Connect();
        if (settings.BindName.Length > 0)
        {
            connection.Bind(new NetworkCredential(settings.BindName, settings.BindPassword));
        }
        else
        {
            connection.AuthType = AuthType.Anonymous;
            connection.Bind();
        }

        var request = new SearchRequest(settings.Base, filter.Replace("%s", Escape(text), StringComparison.Ordinal), SearchScope.Subtree, settings.AccountAttribute);
        var response = (SearchResponse)connection.SendRequest(request, settings.Timeout);
        return [.. response.Entries.Cast<SearchResultEntry>()];
    }

    private bool TryBind(string name, string password)
    {
        using var connection = Connect();
        try
        {
            connection.Bind(new NetworkCredential(name, password));
            return true;
        }
        catch (LdapException fault) when (fault.ErrorCode == InvalidCredentials)
        {
            return false;
        }
    }

    private AccountName? AccountOf(SearchResultEntry entry) =>
        entry.Attributes[settings.AccountAttribute] is { Count: > 0 } values && values[0] is string text && AccountName.TryCreate(text, out var account) ? account : null;
}
