namespace MailStore.Abstractions.Sasl;

/// <summary>What both mechanisms of OAuth say: pairs between octets of 1, of which one holds the token.</summary>
internal static class BearerMessage
{
    /// <summary>Both end with two octets of 1.</summary>
    private const byte Separator = 1;

    /// <summary>The token, empty if there is none. False if these are no pairs.</summary>
    /// <param name="pairs">From behind the first separator on.</param>
    public static bool TryFindToken(ReadOnlyMemory<byte> pairs, out ReadOnlyMemory<byte> token)
    {
        token = default;
        var isFound = false;
        while (!pairs.IsEmpty && pairs.Span[0] != Separator)
        {
            var end = pairs.Span.IndexOf(Separator);
            var equals = pairs.Span.IndexOf((byte)'=');
            if (end < 0 || equals < 1 || equals > end)
            {
                return false;
            }

            if (pairs.Span[..equals].SequenceEqual("auth"u8))
            {
                if (isFound)
                {
                    return false;
                }

                isFound = true;
                token = TokenOf(pairs[(equals + 1)..end]);
            }

            pairs = pairs[(end + 1)..];
        }

        return isFound && pairs.Length == 1;
    }

    // RFC 6750 §2.1; the scheme in any case of letters (RFC 9110 §11.1).
    private static ReadOnlyMemory<byte> TokenOf(ReadOnlyMemory<byte> value)
    {
        const string Scheme = "Bearer ";
        return value.Length > Scheme.Length && System.Text.Ascii.EqualsIgnoreCase(value.Span[..Scheme.Length], "Bearer "u8)
            ? value[Scheme.Length..].TrimStart((byte)' ')
            : default;
    }
}
