using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Server.Accounts.Embedded;

namespace MailStore.Server.Accounts.Passwd;

/// <summary>Compares passwords as one scheme after the other keeps them; a name that nobody has costs as much as one that was seen last.</summary>
/// <param name="proven">Remembers what proved right, so that a program which logs in for each message pays a slow scheme once.</param>
internal sealed class SecretCheck(Action<string> report, ProvenKeys proven)
{
    private const string Decoy = "{SSHA256}AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    // An Argon2 of many logins at a time would take the memory of everything else, and no more of them are done with more threads.
    private static readonly SemaphoreSlim s_turns = new(Environment.ProcessorCount);

    private volatile StoredSecret _last = StoredSecret.Parse(Decoy, StoredSecret.DefaultScheme);

    /// <param name="stored">Null for a name that nobody has.</param>
    public async ValueTask<bool> VerifyAsync(AccountName name, StoredSecret? stored, ReadOnlyMemory<byte> password, CancellationToken cancellation)
    {
        if (stored is { IsKnown: false })
        {
            report($"The password of {name} is kept as {stored.Scheme}, which nothing here can compare: give them another one, as SHA512-CRYPT or SCRAM-SHA-256.");
        }

        // A secret that was changed is another tag; what proves wrong pays always.
        UInt128 tag = 0;
        if (stored is not null && proven.Find(tag = TagOf(stored, password.Span)) is not null)
        {
            return true;
        }

        // Who waits for a turn holds no thread.
        await s_turns.WaitAsync(cancellation);
        bool isRight;
        try
        {
            isRight = (stored ?? _last).Verify(password.Span);
            _last = stored ?? _last;
        }
        finally
        {
            s_turns.Release();
        }

        if (!isRight || stored is null)
        {
            return false;
        }

        proven.Add(tag, []);
        return true;
    }

    private UInt128 TagOf(StoredSecret stored, ReadOnlySpan<byte> password) =>
        proven.TagOf(Encoding.UTF8.GetBytes($"{{{stored.Scheme}}}{stored.Data}"), iterations: 0, password);
}
