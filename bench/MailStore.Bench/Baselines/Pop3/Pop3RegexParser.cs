using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

// See Pop3Expressions.
#pragma warning disable RS0030

namespace MailStore.Bench.Baselines.Pop3;

/// <summary>POP3 by generated regex: the verb chooses the expression.</summary>
internal static class Pop3RegexParser
{
    public static Pop3Request? Parse(ReadOnlySpan<byte> line)
    {
        if (!line.EndsWith("\r\n"u8))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(line[..^2]);
        var space = text.IndexOf(' ');
        if (!Pop3Verbs.TryFind(space < 0 ? text : text.AsSpan(0, space), out var verb))
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
            case Pop3Verb.User or Pop3Verb.Pass:
                return new(verb, 0, 0, groups[1].Value, null);
            case Pop3Verb.Apop:
                return new(verb, 0, 0, groups[1].Value, groups[2].Value);
            case Pop3Verb.Top:
                return TryNumber(groups[1], out var of) && TryNumber(groups[2], out var lines) ? new(verb, of, lines, null, null) : null;
            case Pop3Verb.Retr or Pop3Verb.Dele:
                return TryNumber(groups[1], out var required) ? new(verb, required, 0, null, null) : null;
            case Pop3Verb.List or Pop3Verb.Uidl:
                uint number = 0;
                return !groups[1].Success || TryNumber(groups[1], out number) ? new(verb, number, 0, null, null) : null;
            default:
                return new(verb, 0, 0, null, null);
        }
    }

    private static Regex ExpressionFor(Pop3Verb verb) => verb switch
    {
        Pop3Verb.User or Pop3Verb.Pass => Pop3Expressions.Text(),
        Pop3Verb.Apop => Pop3Expressions.Apop(),
        Pop3Verb.Top => Pop3Expressions.Top(),
        Pop3Verb.Retr or Pop3Verb.Dele or Pop3Verb.List or Pop3Verb.Uidl => Pop3Expressions.Message(),
        _ => Pop3Expressions.Bare(),
    };

    private static bool TryNumber(Group group, out uint value) =>
        uint.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
