using System.Globalization;

namespace MailStore.Bench.Baselines.Smtp;

/// <summary>Writes an ESMTP parameter into a request, for both baselines.</summary>
internal static class SmtpParameters
{
    public static bool TryApply(SmtpRequest request, ReadOnlySpan<char> key, ReadOnlySpan<char> value) => request.Verb == SmtpVerb.Mail
        ? TryApplyToMail(request, key, value)
        : TryApplyToRcpt(request, key, value);

    private static bool TryApplyToMail(SmtpRequest request, ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (key.Equals("SIZE", StringComparison.OrdinalIgnoreCase))
        {
            var isNumber = ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size);
            request.Size = size;
            return isNumber;
        }

        if (key.Equals("BODY", StringComparison.OrdinalIgnoreCase))
        {
            request.Body = value.Equals("7BIT", StringComparison.OrdinalIgnoreCase) ? BodyKind.SevenBit
                : value.Equals("8BITMIME", StringComparison.OrdinalIgnoreCase) ? BodyKind.EightBitMime
                : value.Equals("BINARYMIME", StringComparison.OrdinalIgnoreCase) ? BodyKind.BinaryMime
                : BodyKind.None;
            return request.Body != BodyKind.None;
        }

        if (key.Equals("SMTPUTF8", StringComparison.OrdinalIgnoreCase))
        {
            request.IsUtf8 = true;
            return value.IsEmpty;
        }

        if (key.Equals("RET", StringComparison.OrdinalIgnoreCase))
        {
            request.Return = value.Equals("FULL", StringComparison.OrdinalIgnoreCase) ? 'F'
                : value.Equals("HDRS", StringComparison.OrdinalIgnoreCase) ? 'H'
                : '\0';
            return request.Return != '\0';
        }

        if (key.Equals("ENVID", StringComparison.OrdinalIgnoreCase))
        {
            request.EnvelopeId = value.ToString();
            return !value.IsEmpty;
        }

        if (key.Equals("AUTH", StringComparison.OrdinalIgnoreCase))
        {
            request.Submitter = value.ToString();
            return !value.IsEmpty;
        }

        return false;
    }

    private static bool TryApplyToRcpt(SmtpRequest request, ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (key.Equals("ORCPT", StringComparison.OrdinalIgnoreCase))
        {
            request.OriginalRecipient = value.ToString();
            return value.Contains(';');
        }

        if (!key.Equals("NOTIFY", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var range in value.Split(','))
        {
            var word = value[range];
            var bit = word.Equals("NEVER", StringComparison.OrdinalIgnoreCase) ? NotifyOn.Never
                : word.Equals("SUCCESS", StringComparison.OrdinalIgnoreCase) ? NotifyOn.Success
                : word.Equals("FAILURE", StringComparison.OrdinalIgnoreCase) ? NotifyOn.Failure
                : word.Equals("DELAY", StringComparison.OrdinalIgnoreCase) ? NotifyOn.Delay
                : NotifyOn.None;
            if (bit == NotifyOn.None)
            {
                return false;
            }

            request.Notify |= bit;
        }

        return true;
    }
}
