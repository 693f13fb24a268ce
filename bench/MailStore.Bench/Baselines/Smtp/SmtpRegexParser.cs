using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

// See SmtpExpressions.
#pragma warning disable RS0030

namespace MailStore.Bench.Baselines.Smtp;

/// <summary>SMTP by generated regex: the verb chooses the expression.</summary>
internal static class SmtpRegexParser
{
    public static SmtpRequest? Parse(ReadOnlySpan<byte> line)
    {
        if (!line.EndsWith("\r\n"u8))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(line[..^2]);
        var space = text.IndexOf(' ');
        if (!SmtpVerbs.TryFind(space < 0 ? text : text.AsSpan(0, space), out var verb))
        {
            return null;
        }

        var match = ExpressionFor(verb).Match(text);
        if (!match.Success)
        {
            return null;
        }

        var groups = match.Groups;
        switch (verb)
        {
            case SmtpVerb.Mail or SmtpVerb.Rcpt:
                return Path(verb, groups);
            case SmtpVerb.Bdat:
                return ulong.TryParse(groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                    ? new(verb) { Size = size, IsLast = groups[2].Success }
                    : null;
            case SmtpVerb.Auth:
                return new(verb) { Text = groups[1].Value, Response = groups[2].Success ? groups[2].Value : null };
            default:
                return new(verb) { Text = groups.Count > 1 && groups[1].Success ? groups[1].Value : null };
        }
    }

    private static Regex ExpressionFor(SmtpVerb verb) => verb switch
    {
        SmtpVerb.Mail => SmtpExpressions.Mail(),
        SmtpVerb.Rcpt => SmtpExpressions.Rcpt(),
        SmtpVerb.Ehlo or SmtpVerb.Helo => SmtpExpressions.Hello(),
        SmtpVerb.Bdat => SmtpExpressions.Bdat(),
        SmtpVerb.Auth => SmtpExpressions.Auth(),
        SmtpVerb.Vrfy or SmtpVerb.Noop or SmtpVerb.Help => SmtpExpressions.Text(),
        _ => SmtpExpressions.Bare(),
    };

    private static SmtpRequest? Path(SmtpVerb verb, GroupCollection groups)
    {
        var hasPath = groups[1].Success;
        var request = new SmtpRequest(verb) { LocalPart = hasPath ? groups[1].Value : null, Domain = hasPath ? groups[2].Value : null };
        foreach (Capture parameter in groups[3].Captures)
        {
            var pair = parameter.ValueSpan;
            var equals = pair.IndexOf('=');
            if (!SmtpParameters.TryApply(request, equals < 0 ? pair : pair[..equals], equals < 0 ? default : pair[(equals + 1)..]))
            {
                return null;
            }
        }

        return request;
    }
}
