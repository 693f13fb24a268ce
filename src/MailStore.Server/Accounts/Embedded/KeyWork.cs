using MailStore.Abstractions.Accounts;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>
/// Derives keys from passwords, and counts the rounds of it: nearly all that a login costs, and all that a clock could tell a stranger.
/// </summary>
internal sealed class KeyWork
{
    private long _rounds;

    /// <summary>Since the directory was opened.</summary>
    public long Rounds => Interlocked.Read(ref _rounds);

    public ReadOnlyMemory<byte> Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations)
    {
        Interlocked.Add(ref _rounds, iterations);
        return ScramKeys.Derive(default, ScramHash.Sha256, password, salt, iterations).StoredKey;
    }
}
