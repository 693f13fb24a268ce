namespace MailStore.Wire.Framing;

/// <summary>The only piece of IMAP grammar that framing knows: a line that ends in <c>{n}</c>, <c>{n+}</c> or the same behind <c>~</c>.</summary>
internal readonly record struct LiteralHeader(ulong Size, bool IsSynchronising)
{
    /// <summary>Reads the header at the end of a line. A size that does not fit becomes the largest number, which no limit allows.</summary>
    /// <param name="line">The line with its line end.</param>
    /// <param name="isCut">The line is only the end of a longer one: digits that start before it are too many.</param>
    public static bool TryRead(ReadOnlySpan<byte> line, bool isCut, out LiteralHeader header)
    {
        header = default;
        if (line is not [.. var text, (byte)'\n'])
        {
            return false;
        }

        // Where a lone line feed is tolerated, a dropped line may end in one.
        if (text is [.. var withoutCr, (byte)'\r'])
        {
            text = withoutCr;
        }

        if (text is not [.. var inside, (byte)'}'])
        {
            return false;
        }

        var isSynchronising = true;
        if (inside is [.. var withoutPlus, (byte)'+'])
        {
            isSynchronising = false;
            inside = withoutPlus;
        }

        var start = inside.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = inside[(start + 1)..];
        if (start < 0 ? !isCut : inside[start] != (byte)'{')
        {
            return false;
        }

        if (digits.IsEmpty)
        {
            return false;
        }

        header = new(start < 0 ? ulong.MaxValue : Number(digits), isSynchronising);
        return true;
    }

    private static ulong Number(ReadOnlySpan<byte> digits)
    {
        ulong number = 0;
        foreach (var digit in digits)
        {
            var value = (ulong)(digit - '0');
            if (number > (ulong.MaxValue - value) / 10)
            {
                return ulong.MaxValue;
            }

            number = (number * 10) + value;
        }

        return number;
    }
}
