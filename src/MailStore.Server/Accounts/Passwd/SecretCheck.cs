using MailStore.Abstractions.Accounts;

namespace MailStore.Server.Accounts.Passwd;

/// <summary>Compares passwords as one scheme after the other keeps them; a name that nobody has costs as much as one that was seen last.</summary>
internal sealed class SecretCheck(Action<string> report)
{
    private const string Decoy = "{SSHA256}AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private volatile StoredSecret _last = StoredSecret.Parse(Decoy, StoredSecret.DefaultScheme);

    /// <param name="stored">Null for a name that nobody has.</param>
    public bool Verify(AccountName name, StoredSecret? stored, ReadOnlySpan<byte> password)
    {
        if (stored is { IsKnown: false })
        {
            report($"The password of {name} is kept as {stored.Scheme}, which nothing here can compare: give them another one, as SHA512-CRYPT or SCRAM-SHA-256.");
        }

        var isRight = (stored ?? _last).Verify(password);
        _last = stored ?? _last;
        return isRight && stored is not null;
    }
}
