using System.Text;
using MailStore.Abstractions.Accounts;

namespace MailStore.Abstractions.Sasl;

/// <summary>Whom somebody may act for, once it is known who they are: nobody but themselves, until accounts can be shared.</summary>
internal static class Authorization
{
    /// <param name="wanted">RFC 4422 §3.4.1: empty is the same as the own name.</param>
    public static SignIn Check(SignIn outcome, ReadOnlySpan<byte> wanted, ReadOnlySpan<byte> name) =>
        outcome.Outcome != SignInOutcome.Accepted || wanted.IsEmpty || wanted.SequenceEqual(name) || Names(wanted, outcome.Account)
            ? outcome
            : SignIn.NotAuthorized;

    private static bool Names(ReadOnlySpan<byte> wanted, AccountName account) =>
        wanted.Length <= AccountName.OctetsMax && AccountName.TryCreate(Encoding.UTF8.GetString(wanted), out var other) && other == account;
}
