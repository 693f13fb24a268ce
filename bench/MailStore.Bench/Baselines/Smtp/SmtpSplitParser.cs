using System.Globalization;
using System.Text;

namespace MailStore.Bench.Baselines.Smtp;

/// <summary>SMTP taken apart by splitting: decode, cut the verb off, look it up, split the parameters at spaces.</summary>
internal static class SmtpSplitParser
{
    public static SmtpRequest? Parse(ReadOnlySpan<byte> line)
    {
        if (!line.EndsWith("\r\n"u8))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(line[..^2]);
        var space = text.IndexOf(' ');
        var word = space < 0 ? text : text[..space];
        var rest = space < 0 ? null : text[(space + 1)..];
        if (!SmtpVerbs.TryFind(word, out var verb))
        {
            return null;
        }

        switch (verb)
        {
            case SmtpVerb.Mail:
                return rest is null ? null : Path(verb, rest, "FROM:");
            case SmtpVerb.Rcpt:
                return rest is null ? null : Path(verb, rest, "TO:");
            case SmtpVerb.Bdat:
                return rest is null ? null : Chunk(rest);
            case SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.Vrfy:
                return string.IsNullOrEmpty(rest) ? null : new(verb) { Text = rest };
            case SmtpVerb.Auth:
                return rest?.Split(' ') switch
                {
                    [var mechanism] => new(verb) { Text = mechanism },
                    [var mechanism, var response] => new(verb) { Text = mechanism, Response = response },
                    _ => null,
                };
            case SmtpVerb.Noop or SmtpVerb.Help:
                return new(verb) { Text = rest };
            default:
                return rest is null ? new(verb) : null;
        }
    }

    private static SmtpRequest? Path(SmtpVerb verb, string rest, string intro)
    {
        if (!rest.StartsWith(intro, StringComparison.OrdinalIgnoreCase) || rest.Length <= intro.Length || rest[intro.Length] != '<')
        {
            return null;
        }

        var start = intro.Length + 1;
        var close = rest.IndexOf('>', start);
        if (close < 0)
        {
            return null;
        }

        string? local = null;
        string? domain = null;
        if (close > start)
        {
            var at = rest.LastIndexOf('@', close);
            if (at <= start)
            {
                return null;
            }

            local = rest[start..at];
            domain = rest[(at + 1)..close];
        }

        var request = new SmtpRequest(verb) { LocalPart = local, Domain = domain };
        if (close == rest.Length - 1)
        {
            return request;
        }

        if (rest[close + 1] != ' ')
        {
            return null;
        }

        foreach (var parameter in rest[(close + 2)..].Split(' '))
        {
            var equals = parameter.IndexOf('=');
            var key = equals < 0 ? parameter : parameter[..equals];
            var value = equals < 0 ? "" : parameter[(equals + 1)..];
            if (!SmtpParameters.TryApply(request, key, value))
            {
                return null;
            }
        }

        return request;
    }

    private static SmtpRequest? Chunk(string rest)
    {
        var words = rest.Split(' ');
        if (words.Length > 2 || !ulong.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return null;
        }

        var isLast = words.Length == 2;
        return isLast && !words[1].Equals("LAST", StringComparison.OrdinalIgnoreCase) ? null : new(SmtpVerb.Bdat) { Size = size, IsLast = isLast };
    }
}
