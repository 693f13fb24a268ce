using System.Security.Cryptography;

namespace MailStore.Server.Accounts.Embedded;

/// <summary>Passwords that nobody guesses and that can be read out on the telephone.</summary>
internal static class MadeUpPassword
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>79 bits.</summary>
    private const int Length = 16;

    public static string Next() => RandomNumberGenerator.GetString(Letters, Length);
}
