using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Unicode;

namespace MailStore.Server.Accounts.Throttling;

/// <summary>Asks another one, after the throttle.</summary>
internal sealed class ThrottledAuthenticator(IAuthenticator inner, LoginThrottle throttle, LoginPlace place) : IAuthenticator
{
    private readonly string _address = throttle.KeyOf(place.Peer);

    public CredentialKinds Kinds => inner.Kinds;

    public IAuthenticator For(LoginPlace other) => new ThrottledAuthenticator(inner.For(other), throttle, other);

    public ValueTask<SignIn> VerifyAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> password, CancellationToken cancellation = default) =>
        GuardAsync(NameOf(name.Span), () => inner.VerifyAsync(name, password, cancellation), cancellation);

    public ValueTask<SignIn> VerifyTokenAsync(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> token, CancellationToken cancellation = default) =>
        GuardAsync(NameOf(name.Span), () => inner.VerifyTokenAsync(name, token, cancellation), cancellation);

    public ValueTask<CredentialLookup<ScramKeys>> FindScramKeysAsync(ReadOnlyMemory<byte> name, ScramHash hash, CancellationToken cancellation = default) =>
        LookAsync(name, () => inner.FindScramKeysAsync(name, hash, cancellation), cancellation);

    public ValueTask<CredentialLookup<SharedSecret>> FindSecretAsync(ReadOnlyMemory<byte> name, CancellationToken cancellation = default) =>
        LookAsync(name, () => inner.FindSecretAsync(name, cancellation), cancellation);

    public async ValueTask<SignIn> ConcludeAsync(ReadOnlyMemory<byte> name, SignIn outcome, CancellationToken cancellation = default)
    {
        try
        {
            return await throttle.LeaveAsync(_address, NameOf(name.Span), await inner.ConcludeAsync(name, outcome, cancellation));
        }
        catch (StoreUnavailableException)
        {
            return SignIn.Unavailable;
        }
    }

    /// <summary>Nobody guesses certificates.</summary>
    public ValueTask<SignIn> VerifyCertificateAsync(IReadOnlyList<string> names, ReadOnlyMemory<byte> wanted, CancellationToken cancellation = default) =>
        inner.VerifyCertificateAsync(names, wanted, cancellation);

    private static AccountName NameOf(ReadOnlySpan<byte> name) =>
        name.Length <= AccountName.OctetsMax && SaslPrep.TryPrepare(name, out var prepared) && AccountName.TryCreate(Encoding.UTF8.GetString(prepared), out var account) ? account : default;

    private async ValueTask<SignIn> GuardAsync(AccountName name, Func<ValueTask<SignIn>> ask, CancellationToken cancellation)
    {
        try
        {
            return await throttle.EnterAsync(_address, name, cancellation)
                ? await throttle.LeaveAsync(_address, name, await ask())
                : SignIn.Refused;
        }
        catch (StoreUnavailableException)
        {
            return SignIn.Unavailable;
        }
    }

    // Whoever is locked out is led through all steps, as one whom nobody knows.
    private async ValueTask<CredentialLookup<T>> LookAsync<T>(ReadOnlyMemory<byte> name, Func<ValueTask<CredentialLookup<T>>> ask, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await throttle.EnterAsync(_address, NameOf(name.Span), cancellation) ? await ask() : default;
        }
        catch (StoreUnavailableException)
        {
            return new(Value: null, IsUnavailable: true);
        }
    }
}
