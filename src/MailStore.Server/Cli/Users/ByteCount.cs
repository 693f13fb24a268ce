using System.CommandLine.Parsing;
using System.Globalization;

namespace MailStore.Server.Cli.Users;

/// <summary>Octets as people type them: <c>500M</c>, <c>2G</c>, <c>1048576</c>, or <c>none</c> for no limit.</summary>
internal static class ByteCount
{
    public const long NoLimit = -1;

    private const string Units = "KMGT";

    public static long Read(ArgumentResult result)
    {
        if (TryRead(result.Tokens[^1].Value, out var octets))
        {
            return octets;
        }

        result.AddError($"'{result.Tokens[^1].Value}' is no size, as in 500M, 2G or none.");
        return 0;
    }

    public static bool TryRead(string text, out long octets)
    {
        octets = NoLimit;
        if (text.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var unit = text.Length > 0 ? Units.IndexOf(char.ToUpperInvariant(text[^1])) + 1 : 0;
        if (!long.TryParse(unit > 0 ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out octets) || octets > long.MaxValue >> (10 * unit))
        {
            return false;
        }

        octets <<= 10 * unit;
        return true;
    }
}
