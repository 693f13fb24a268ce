using System.Security.Cryptography;
using System.Text;
using MailStore.Abstractions.Accounts;
using MailStore.Pop3.Replies;
using MailStore.Pop3.Session;
using MailStore.Syntax.Pop3;
using MailStore.Wire.Parsing;

namespace MailStore.Pop3.Commands;

// RFC 1939 §7: MD5 over the greeting's timestamp and a secret that both sides keep.
[CommandHandler("apop")]
internal static class Apop
{
    public static ValueTask<Reply> HandleAsync(ApopCommand command, Pop3Session session)
    {
        if (session.Stamp.Length == 0)
        {
            return new(Reply.Err("The greeting had no timestamp: APOP is not offered"));
        }

        var digest = Convert.FromHexString(Encoding.ASCII.GetString(command.Digest.Of(session.Frame)));
        return TryAsync(session, command.ApopName.Of(session.Frame).ToArray(), digest);
    }

    private static async ValueTask<Reply> TryAsync(Pop3Session session, byte[] name, byte[] digest)
    {
        var authenticator = session.Services.Sasl.At(session.Connection);
        var found = await authenticator.FindSecretAsync(name);
        if (found.IsUnavailable)
        {
            return SignOn.Unavailable;
        }

        // The same work for a name that nobody has.
        var isRight = CryptographicOperations.FixedTimeEquals(Digest(session.Stamp, found.Value is { } kept ? kept.Octets.Span : []), digest);
        var outcome = found.Value is { } secret && isRight ? SignIn.As(secret.Account) : SignIn.Refused;
        return await SignOn.FinishAsync(session, await authenticator.ConcludeAsync(name, outcome));
    }

#pragma warning disable CA5351 // RFC 1939 §7 has no other hash.
    private static byte[] Digest(string stamp, ReadOnlySpan<byte> secret) => MD5.HashData([.. Encoding.ASCII.GetBytes(stamp), .. secret]);
#pragma warning restore CA5351
}
