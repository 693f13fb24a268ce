namespace MailStore.Mime.Tests.Headers;

/// <summary>Reads an envelope as RFC 9051 §9 writes it, and nothing else.</summary>
internal sealed class EnvelopeCheck(string envelope)
{
    private int _at;

    public bool IsWhole()
    {
        if (!Take("("))
        {
            return false;
        }

        for (var item = 0; item < 10; item++)
        {
            var isAddresses = item is >= 2 and <= 7;
            if ((item > 0 && !Take(" ")) || !(isAddresses ? TakeAddresses() : TakeNilOrString()))
            {
                return false;
            }
        }

        return Take(")") && _at == envelope.Length;
    }

    private bool TakeAddresses()
    {
        if (Take("NIL"))
        {
            return true;
        }

        if (!Take("("))
        {
            return false;
        }

        var depth = 0;
        var count = 0;
        while (!Take(")"))
        {
            var start = _at;
            if (!Take("(") || !TakeNilOrString() || !Take(" ") || !TakeNilOrString() || !Take(" ") || !TakeMailbox(out var hasMailbox)
                || !Take(" ") || !TakeMailbox(out var hasHost) || !Take(")"))
            {
                return false;
            }

            // §7.5.2: no host is a mark of a group, its end if there is no mailbox either. Marks come in pairs.
            depth += hasHost ? 0 : hasMailbox ? 1 : -1;
            if (depth is < 0 or > 1 || (hasHost && !hasMailbox) || _at == start)
            {
                return false;
            }

            count++;
        }

        return depth == 0 && count > 0;
    }

    private bool TakeMailbox(out bool isThere)
    {
        isThere = !envelope.AsSpan(_at).StartsWith("NIL");
        return TakeNilOrString();
    }

    private bool TakeNilOrString()
    {
        if (Take("NIL"))
        {
            return true;
        }

        if (Take("{"))
        {
            var end = envelope.IndexOf('}', _at);
            var length = int.Parse(envelope.AsSpan(_at, end - _at), System.Globalization.CultureInfo.InvariantCulture);
            _at = end + 1;
            if (!Take("\r\n") || _at + length > envelope.Length || envelope.AsSpan(_at, length).Contains('\0'))
            {
                return false;
            }

            _at += length;
            return true;
        }

        if (!Take("\""))
        {
            return false;
        }

        for (; _at < envelope.Length && envelope[_at] is > '\0' and < '\u0080' and not '\r' and not '\n'; _at++)
        {
            if (envelope[_at] == '"')
            {
                _at++;
                return true;
            }

            _at += envelope[_at] == '\\' ? 1 : 0;
        }

        return false;
    }

    private bool Take(string text)
    {
        if (!envelope.AsSpan(_at).StartsWith(text, StringComparison.Ordinal))
        {
            return false;
        }

        _at += text.Length;
        return true;
    }
}
