using System.Security.Cryptography;

namespace MailStore.Server.Cli.Serve;

/// <summary>RFC 1939 §7: looks like a message id, and is another one for each connection; nobody can guess the next.</summary>
internal static class ApopStamp
{
    private const int RandomBytes = 16;

    public static string Next() => $"<{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}@mailstore>";
}
