using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Connections;

namespace MailStore.Abstractions.Sasl;

/// <summary>
/// RFC 5802 and RFC 7677: the password is proved and not sent, and the server proves that it knows it too. Names that nobody has are
/// led through all steps, with a salt that stays the same for each, and fail at the proof.
/// </summary>
/// <param name="isPlus">The client must bind the login to the TLS connection.</param>
/// <param name="isPlusOffered">It could have: whoever says that we cannot was lied to on the way (§6).</param>
internal sealed class ScramExchange(SaslServer server, IAuthenticator authenticator, ScramHash hash, IClientConnection connection, bool isPlus, bool isPlusOffered) : ISaslExchange
{
    private ScramClientFirst _first;
    private ScramKeys? _found;
    private ScramKeys _keys = null!;
    private byte[] _nonce = [];
    private byte[] _serverFirst = [];
    private bool _isProved;

    public ValueTask<SaslStep> BeginAsync(byte[]? initialResponse, CancellationToken cancellation = default) =>
        initialResponse is null ? new(SaslStep.Ask(default)) : StepAsync(initialResponse, cancellation);

    public ValueTask<SaslStep> StepAsync(ReadOnlyMemory<byte> response, CancellationToken cancellation = default)
    {
        if (_isProved)
        {
            // The client has seen our proof and has nothing to say to it.
            return new(response.IsEmpty ? SaslStep.Done(Authorization.Check(SignIn.As(_keys.Account), _first.Header.AuthorizationId, _first.Name)) : SaslStep.Malformed);
        }

        return _serverFirst.Length == 0 ? BeginAsync(response, cancellation) : FinishAsync(response, cancellation);
    }

    private async ValueTask<SaslStep> BeginAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        if (!ScramClientFirst.TryRead(message.Span, out _first))
        {
            return SaslStep.Malformed;
        }

        // RFC 5802 §6: -PLUS and the flag go together, and "you cannot" is a lie of somebody's where we can.
        var flag = _first.Header.Flag;
        if (isPlus != (flag == (byte)'p') || (flag == (byte)'y' && isPlusOffered))
        {
            return SaslStep.Refused;
        }

        if (isPlus && ScramBinding.Find(connection, _first.Header.BindingName).IsEmpty)
        {
            return SaslStep.Refused;
        }

        var lookup = await authenticator.FindScramKeysAsync(_first.Name, hash, cancellation);
        if (lookup.IsUnavailable)
        {
            return SaslStep.Done(SignIn.Unavailable);
        }

        _found = lookup.Value;
        _keys = _found ?? server.KeysOfNobody(hash, _first.Name);
        _nonce = [.. _first.Nonce, .. Encoding.ASCII.GetBytes(server.NewNonce())];
        _serverFirst = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"r={Encoding.ASCII.GetString(_nonce)},s={Convert.ToBase64String(_keys.Salt.Span)},i={_keys.Iterations}"));
        return SaslStep.Ask(_serverFirst);
    }

    private async ValueTask<SaslStep> FinishAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        if (!ScramClientFinal.TryRead(message.Span, out var final))
        {
            return SaslStep.Malformed;
        }

        byte[] binding = [.. _first.HeaderOctets, .. isPlus ? ScramBinding.Find(connection, _first.Header.BindingName).Span : []];
        byte[] signed = [.. _first.Bare, (byte)',', .. _serverFirst, (byte)',', .. final.WithoutProof];
        var isRight = FindProof(final.Proof, signed);
        isRight &= CryptographicOperations.FixedTimeEquals(final.Nonce, _nonce);
        isRight &= CryptographicOperations.FixedTimeEquals(final.Binding, binding);
        var outcome = await authenticator.ConcludeAsync(_first.Name, isRight && _found is not null ? SignIn.As(_keys.Account) : SignIn.Refused, cancellation);
        if (outcome.Outcome != SignInOutcome.Accepted)
        {
            return SaslStep.Done(outcome);
        }

        _isProved = true;
        var signature = CryptographicOperations.HmacData(ScramKeys.AlgorithmOf(hash), _keys.ServerKey.Span, signed);
        return SaslStep.Ask(Encoding.ASCII.GetBytes("v=" + Convert.ToBase64String(signature)));
    }

    // An account may have several passwords; all of them are tried, whichever fits.
    private bool FindProof(byte[] proof, byte[] signed)
    {
        var right = IsProof(_keys, proof, signed) ? _keys : null;
        foreach (var other in _keys.Others)
        {
            right = IsProof(other, proof, signed) ? other : right;
        }

        _keys = right ?? _keys;
        return right is not null;
    }

    // §3: StoredKey is the hash of ClientKey, and that is the proof XOR the signature.
    private bool IsProof(ScramKeys keys, byte[] proof, byte[] signed)
    {
        var algorithm = ScramKeys.AlgorithmOf(hash);
        var key = CryptographicOperations.HmacData(algorithm, keys.StoredKey.Span, signed);
        if (proof.Length != key.Length)
        {
            return false;
        }

        for (var at = 0; at < key.Length; at++)
        {
            key[at] ^= proof[at];
        }

        return CryptographicOperations.FixedTimeEquals(CryptographicOperations.HashData(algorithm, key), keys.StoredKey.Span);
    }
}
