using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Embedded;
using MailStore.Server.Accounts.External;
using MailStore.Server.Accounts.Passwd;
using MailStore.Wire.Threading;
using Npgsql;
using NpgsqlTypes;

namespace MailStore.Server.Accounts.PostgreSql;

/// <summary>Users of a PostgreSQL database. What clients say is a parameter, always.</summary>
internal sealed class PostgreSqlUsers : IUserSource, IAsyncDisposable
{
    /// <summary>A client waits for it.</summary>
    private const int CommandSeconds = 10;

    private readonly NpgsqlDataSource _database;
    private readonly PostgreSqlQueries _queries;
    private readonly string _defaultScheme;
    private readonly ReadOnlyMemory<byte> _saltKey;
    private readonly SecretCheck _check;

    /// <param name="connection">As Npgsql has it: <c>Host=...;Database=...;Username=...;Password=...</c></param>
    /// <param name="queries">What is asked.</param>
    /// <param name="defaultScheme">Of passwords that say none.</param>
    /// <param name="saltKey">Makes salts of passwords in the clear.</param>
    /// <param name="clock">For how long what proved right is remembered.</param>
    /// <param name="report">Tells the operator.</param>
    /// <exception cref="ArgumentException">That is no connection string.</exception>
    public PostgreSqlUsers(string connection, PostgreSqlQueries queries, string defaultScheme, ReadOnlyMemory<byte> saltKey, TimeProvider clock, Action<string> report)
    {
        (_queries, _defaultScheme, _saltKey, _check) = (queries, defaultScheme, saltKey, new(report, new ProvenKeys(clock)));
        _database = NpgsqlDataSource.Create(connection);
    }

    public CredentialKinds Kinds => CredentialKinds.Password | CredentialKinds.ScramSha1 | CredentialKinds.ScramSha256;

    public async ValueTask<AccountName?> VerifyAsync(AccountName name, ReadOnlyMemory<byte> password, CancellationToken cancellation) =>
        await _check.VerifyAsync(name, await FindAsync(name, cancellation), password, cancellation) ? name : null;

    public async ValueTask<ScramKeys?> FindScramKeysAsync(AccountName name, ScramHash hash, CancellationToken cancellation) =>
        (await FindAsync(name, cancellation))?.Keys(name, hash, account => PasswdFile.SaltOf(_saltKey, account));

    public async ValueTask<SharedSecret?> FindSecretAsync(AccountName name, CancellationToken cancellation) =>
        (await FindAsync(name, cancellation))?.Clear() is { } clear ? new(name, clear) : null;

    public async ValueTask<bool> HasDomainAsync(string domain, CancellationToken cancellation) => (await AskAsync(_queries.Domain, domain, cancellation)).Count > 0;

    public async ValueTask<IReadOnlyList<AccountName>> FindAddressAsync(string address, CancellationToken cancellation)
    {
        var accounts = new List<AccountName>();
        foreach (var text in await AskAsync(_queries.Address, address, cancellation))
        {
            if (AccountName.TryCreate(text, out var account))
            {
                accounts.Add(account);
            }
        }

        return accounts;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async ValueTask<StoredSecret?> FindAsync(AccountName name, CancellationToken cancellation) =>
        await AskAsync(_queries.Password, name.Text, cancellation) is [var stored, ..] ? StoredSecret.Parse(stored, _defaultScheme) : null;

    /// <summary>The first column of all rows.</summary>
    private async Task<List<string>> AskAsync(string query, string parameter, CancellationToken cancellation)
    {
        try
        {
            await using var command = _database.CreateCommand(query);
            command.CommandTimeout = CommandSeconds;
            command.Parameters.Add(new NpgsqlParameter { Value = parameter, NpgsqlDbType = NpgsqlDbType.Text });
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            var values = new List<string>();
            while (await rows.ReadAsync(cancellation))
            {
                if (!await rows.IsDBNullAsync(0, cancellation))
                {
                    values.Add(rows.GetValue(0).ToString() ?? "");
                }
            }

            // What is derived from a password takes milliseconds.
            if (SocketThread.IsHere)
            {
                await Task.Yield();
            }

            return values;
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw new DirectoryFaultException($"The PostgreSQL directory cannot be asked: {fault.Message}", fault);
        }
    }
}
