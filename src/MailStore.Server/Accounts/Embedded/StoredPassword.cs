using System.Collections.Immutable;
using MailStore.Abstractions.Accounts;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>What is kept of one password of a user. All of a user's have the same salt, so that one derivation answers for all of them.</summary>
/// <param name="Label">What the user calls it; empty: the main one.</param>
/// <param name="Services">Protocols that it is for; empty: all.</param>
/// <param name="Secret">The password itself, only where that was asked for; empty otherwise.</param>
internal sealed record StoredPassword(
    string Label,
    DateTimeOffset Created,
    ImmutableArray<string> Services,
    ReadOnlyMemory<byte> Sha1Stored,
    ReadOnlyMemory<byte> Sha1Server,
    ReadOnlyMemory<byte> Sha256Stored,
    ReadOnlyMemory<byte> Sha256Server,
    ReadOnlyMemory<byte> Secret)
{
    public bool IsMain => Label.Length == 0;

    /// <param name="octets">Prepared, in UTF-8.</param>
    public static StoredPassword Derive(AccountName user, string label, ReadOnlySpan<byte> octets, ReadOnlySpan<byte> salt, int iterations, DateTimeOffset now)
    {
        var sha1 = ScramKeys.Derive(user, ScramHash.Sha1, octets, salt, iterations);
        var sha256 = ScramKeys.Derive(user, ScramHash.Sha256, octets, salt, iterations);
        return new(label, now, [], sha1.StoredKey, sha1.ServerKey, sha256.StoredKey, sha256.ServerKey, default);
    }

    /// <param name="service">Empty where nobody says: then only passwords for all protocols count.</param>
    public bool IsFor(string service) => Services.IsEmpty || Services.Contains(service, StringComparer.Ordinal);

    public ScramKeys Keys(AccountName user, ScramHash hash, ReadOnlyMemory<byte> salt, int iterations) => hash == ScramHash.Sha1
        ? new(user, salt, iterations, Sha1Stored, Sha1Server)
        : new(user, salt, iterations, Sha256Stored, Sha256Server);
}
