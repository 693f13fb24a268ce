using System.Text;

namespace MailStore.Syntax.Tests.RandomParsers;

/// <summary>
/// A grammar by chance, as text: a few rules that name only later ones, of any type, over a small alphabet in which keywords and
/// tokens collide. A seed gives the same grammar everywhere.
/// </summary>
internal sealed class RandomText(Random random)
{
    private const int RuleCount = 5;

    private static readonly string[] _leaves =
        ["ALPHA", "DIGIT", "1*ALPHA", "1*DIGIT", "SP", "\"a\"", "\"LOGIN\"", "\"LOG\"", "\"IN\"", "\"(\"", "\")\"", "\",\"", "%s\" \"", "%s\"x\"", "%x2D.2D", "%x30-35"];

    private static readonly string[] _types = ["", "", "", "token", "token", "enum", "union", "union lazy", "struct", "struct lazy", "flag", "str"];

    // Too short to overflow: inside of a token no number is read, so its range is not asked either.
    private static readonly string[] _numbers = ["1*9DIGIT", "1*3DIGIT", "DIGIT", "%x31-39 *8DIGIT", "\"0\" / %x31-39 *8DIGIT"];

    private static readonly string[] _numberTypes = ["", "u32", "u64"];

    public string Next()
    {
        var text = new StringBuilder("value = r0 CRLF\n");
        var types = new StringBuilder();
        for (var rule = 0; rule < RuleCount; rule++)
        {
            // A number is written in digits: only the last rules name nothing else.
            var isNumber = rule >= RuleCount - 2 && random.Next(3) == 0;
            text.Append($"r{rule} = {(isNumber ? Pick(_numbers) : Body(rule))}\n");
            var type = Pick(isNumber ? _numberTypes : _types);
            types.Append(type.Length == 0 ? "" : $";@ type r{rule} {type}\n");
        }

        return text.Append(types).ToString();
    }

    private string Body(int rule)
    {
        var alternatives = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Sequence(rule, 2)).ToList();
        return string.Join(" / ", alternatives);
    }

    private string Sequence(int rule, int depth) =>
        string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Element(rule, depth)));

    private string Element(int rule, int depth) => random.Next(depth == 0 ? 6 : 10) switch
    {
        < 4 => Pick(_leaves),
        < 6 => rule + 1 < RuleCount ? $"r{random.Next(rule + 1, RuleCount)}" : Pick(_leaves),
        6 => $"[{Sequence(rule, depth - 1)}]",
        7 => $"({Sequence(rule, depth - 1)} / {Sequence(rule, depth - 1)})",
        8 => $"{Times()}({Sequence(rule, depth - 1)})",
        _ => Listed(rule),
    };

    private string Listed(int rule)
    {
        var item = rule + 1 < RuleCount ? $"r{random.Next(rule + 1, RuleCount)}" : "ALPHA";
        return $"{item} *({Pick([" \",\" ", " SP "]).Trim()} {item})";
    }

    private string Times() => random.Next(5) switch
    {
        0 => "*",
        1 => "1*",
        2 => "*3",
        3 => "1*3",
        _ => "2*",
    };

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
