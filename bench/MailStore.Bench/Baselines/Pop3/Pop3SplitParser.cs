using System.Globalization;
using System.Text;

namespace MailStore.Bench.Baselines.Pop3;

/// <summary>POP3 taken apart by splitting.</summary>
internal static class Pop3SplitParser
{
    public static Pop3Request? Parse(ReadOnlySpan<byte> line)
    {
        if (!line.EndsWith("\r\n"u8))
        {
            return null;
        }

        var words = Encoding.UTF8.GetString(line[..^2]).Split(' ', 2);
        if (!Pop3Verbs.TryFind(words[0], out var verb))
        {
            return null;
        }

        var rest = words.Length == 2 ? words[1] : null;
        switch (verb)
        {
            case Pop3Verb.User or Pop3Verb.Pass:
                return string.IsNullOrEmpty(rest) ? null : new(verb, 0, 0, rest, null);
            case Pop3Verb.Apop:
                return rest?.Split(' ') is [var name, { Length: 32 } digest] ? new(verb, 0, 0, name, digest) : null;
            case Pop3Verb.Retr or Pop3Verb.Dele:
                return TryMessage(rest, out var required) ? new(verb, required, 0, null, null) : null;
            case Pop3Verb.List or Pop3Verb.Uidl:
                uint number = 0;
                return rest is null || TryMessage(rest, out number) ? new(verb, number, 0, null, null) : null;
            case Pop3Verb.Top:
                return rest?.Split(' ') is [var message, var lines] && TryMessage(message, out var of) && TryNumber(lines, out var count)
                    ? new(verb, of, count, null, null)
                    : null;
            default:
                return rest is null ? new(verb, 0, 0, null, null) : null;
        }
    }

    private static bool TryMessage(string? text, out uint value) => TryNumber(text, out value) && value != 0;

    private static bool TryNumber(string? text, out uint value) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
