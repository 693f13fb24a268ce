using System.Collections.Immutable;
using MailStore.Abstractions.Accounts;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>
/// Somebody who may log in, as a record of the registry:
/// <code>
/// version 1 | flags: 1 disabled, 2 administrator | created | salt | iterations
/// | count | (label | created | services | four keys | secret) of each password | count | other address of each
/// </code>
/// Lengths and counts have seven bits an octet, dates are seconds, texts are UTF-8.
/// </summary>
internal sealed record StoredUser(AccountName Name, DateTimeOffset Created, ReadOnlyMemory<byte> Salt, int Iterations)
{
    private const byte Format = 1;
    private const byte DisabledFlag = 1;
    private const byte AdministratorFlag = 2;

    /// <summary>No login, and no mail.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Postmaster's mail comes to them.</summary>
    public bool IsAdministrator { get; init; }

    public ImmutableArray<StoredPassword> Passwords { get; init; } = [];

    /// <summary>Addresses besides the name, each with a record of its own.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    public static StoredUser Read(string name, ReadOnlyMemory<byte> octets)
    {
        var reader = new RecordReader(octets);
        reader.Format(Format);
        var flags = reader.Byte();
        var user = new StoredUser(AccountName.Create(name), reader.Date(), reader.Octets(), reader.Number())
        {
            IsDisabled = (flags & DisabledFlag) != 0,
            IsAdministrator = (flags & AdministratorFlag) != 0,
            Passwords = reader.List(ReadPassword),
            Addresses = reader.List(static reader => reader.Text()),
        };
        reader.End();
        return user;
    }

    public byte[] Write()
    {
        var writer = new RecordWriter(Format);
        writer.Byte((byte)((IsDisabled ? DisabledFlag : 0) | (IsAdministrator ? AdministratorFlag : 0)));
        writer.Date(Created);
        writer.Octets(Salt.Span);
        writer.Number(Iterations);
        writer.List(Passwords, WritePassword);
        writer.List(Addresses, static (writer, address) => writer.Text(address));
        return writer.ToArray();
    }

    private static StoredPassword ReadPassword(RecordReader reader) => new(
        reader.Text(), reader.Date(), reader.List(static reader => reader.Text()), reader.Octets(), reader.Octets(), reader.Octets(), reader.Octets(), reader.Octets());

    private static void WritePassword(RecordWriter writer, StoredPassword password)
    {
        writer.Text(password.Label);
        writer.Date(password.Created);
        writer.List(password.Services, static (writer, service) => writer.Text(service));
        writer.Octets(password.Sha1Stored.Span);
        writer.Octets(password.Sha1Server.Span);
        writer.Octets(password.Sha256Stored.Span);
        writer.Octets(password.Sha256Server.Span);
        writer.Octets(password.Secret.Span);
    }
}
