using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Accounts.External;

namespace MailStore.Server.Accounts.Passwd;

/// <summary>
/// Users of a file in Dovecot's form: <c>user:{SCHEME}password:uid:gid:gecos:home:shell:extra</c>, of which the first two count. It is read again
/// when it has changed.
/// </summary>
internal sealed class PasswdFile(string path, string defaultScheme, TimeProvider clock, Action<string> report) : IUserSource
{
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SecretCheck _check = new(report, new ProvenKeys(clock));
    private Dictionary<AccountName, StoredSecret> _users = [];
    private HashSet<string> _domains = [];
    private DateTime _changed;
    private long _lookedAt;

    public CredentialKinds Kinds { get; } = CredentialKinds.Password | CredentialKinds.ScramSha1 | CredentialKinds.ScramSha256;

    /// <summary>Makes salts of passwords in the clear: the same for a name each time.</summary>
    public required ReadOnlyMemory<byte> SaltKey { get; init; }

    public async ValueTask<AccountName?> VerifyAsync(AccountName name, ReadOnlyMemory<byte> password, CancellationToken cancellation) =>
        await _check.VerifyAsync(name, Users().GetValueOrDefault(name), password, cancellation) ? name : null;

    public ValueTask<ScramKeys?> FindScramKeysAsync(AccountName name, ScramHash hash, CancellationToken cancellation) =>
        new(Users().GetValueOrDefault(name)?.Keys(name, hash, account => SaltOf(SaltKey, account)));

    public ValueTask<SharedSecret?> FindSecretAsync(AccountName name, CancellationToken cancellation) =>
        new(Users().GetValueOrDefault(name)?.Clear() is { } clear ? new SharedSecret(name, clear) : null);

    public ValueTask<bool> HasDomainAsync(string domain, CancellationToken cancellation)
    {
        Users();
        return new(_domains.Contains(domain));
    }

    public ValueTask<IReadOnlyList<AccountName>> FindAddressAsync(string address, CancellationToken cancellation)
    {
        var users = Users();
        var local = address.Split('@')[0];
        IReadOnlyList<AccountName> found =
            AccountName.TryCreate(address, out var name) && users.ContainsKey(name) ? [name]
            : AccountName.TryCreate(local, out name) && users.ContainsKey(name) ? [name]
            : [];
        return new(found);
    }

    internal static ReadOnlyMemory<byte> SaltOf(ReadOnlyMemory<byte> key, AccountName name) =>
        System.Security.Cryptography.HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes(name.Text)).AsMemory(0, UserAdmin.SaltBytes);

    private Dictionary<AccountName, StoredSecret> Users()
    {
        lock (_gate)
        {
            if (_users.Count > 0 && clock.GetElapsedTime(_lookedAt) < s_lookAgain)
            {
                return _users;
            }

            try
            {
                var changed = File.GetLastWriteTimeUtc(path);
                if (!File.Exists(path))
                {
                    throw new DirectoryFaultException($"The file of users {path} is not there.");
                }

                if (changed != _changed)
                {
                    Read(File.ReadAllLines(path, Encoding.UTF8));
                    _changed = changed;
                }

                _lookedAt = clock.GetTimestamp();
            }
            catch (Exception fault) when (fault is UnauthorizedAccessException || (fault is IOException and not DirectoryFaultException))
            {
                throw new DirectoryFaultException($"The file of users {path} cannot be read: {fault.Message}", fault);
            }

            return _users;
        }
    }

    private void Read(string[] lines)
    {
        var users = new Dictionary<AccountName, StoredSecret>();
        foreach (var (number, line) in lines.Index())
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (colon < 1 || !AccountName.TryCreate(line[..colon], out var name))
            {
                report($"{path}, line {number + 1}: that is no user.");
                continue;
            }

            users[name] = StoredSecret.Parse(PasswordOf(line[(colon + 1)..]), defaultScheme);
        }

        _users = users;
        _domains = [.. users.Keys.Select(name => name.Text).Where(name => name.Contains('@')).Select(AddressText.DomainOf).DefaultIfEmpty("localhost")];
    }

    // Up to the next colon; a password may be longer than the line's other fields, but holds none.
    private static string PasswordOf(string rest) => rest.IndexOf(':', StringComparison.Ordinal) is >= 0 and var end ? rest[..end] : rest;
}
