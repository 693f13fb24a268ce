using System.Globalization;
using System.Text;
using MailStore.Testing.Chance;

namespace MailStore.Simulation.Hostile;

/// <summary>Makes lines that almost are commands: it knows words, numbers, strings, literals and parentheses, and uses them wrongly.</summary>
internal sealed class Mutator(Dice dice, IReadOnlyList<string> corpus)
{
    private const int RepeatedMax = 3000;
    private const int LiteralBytesMax = 2000;

    private static readonly string[] s_numbers = ["0", "1", "-1", "4294967295", "4294967296", "9223372036854775807", "18446744073709551615", "18446744073709551616", "*", "1:*", "99999999999999999999999"];
    private static readonly string[] s_odd = ["\0", "\r", "\n", "\t", "\u0080", "\u00FF", "\"", "\\", "{", "}", "(", ")", "<", ">", "%", "*", "&", "&AA-", "{5}", "{5+}\r\n", "~{3+}\r\n", "\r\n.\r\n", "\n.\n", "\r\n", " "];

    public string Line()
    {
        var line = dice.Pick(corpus);
        for (var times = dice.Below(4); times > 0; times--)
        {
            line = Mutate(line);
        }

        return line + (dice.Percent(97) ? "\r\n" : dice.Percent(50) ? "\n" : "");
    }

    private string Mutate(string line)
    {
        var words = line.Split(' ').ToList();
        var at = dice.Below(words.Count);
        switch (dice.Below(13))
        {
            case 0:
                words[at] = dice.Pick(s_numbers);
                break;
            case 1:
                words.Insert(at, dice.Pick(dice.Pick(corpus).Split(' ')));
                break;
            case 2:
                words.RemoveAt(at);
                break;
            case 3:
                words[at] = Literal(words[at]);
                break;
            case 4:
                words[at] = "\"" + words[at] + "\"";
                break;
            case 5:
                words[at] = "(" + words[at] + (dice.Percent(80) ? ")" : "");
                break;
            case 6:
                return Repeat(words[at] + " ") + line;
            case 7:
                words[at] = Repeat("(") + words[at];
                break;
            case 8:
                words[at] = Repeat(words[at].Length > 0 ? words[at][..1] : "x");
                break;
            case 9:
                return line[..dice.Below(line.Length + 1)];
            case 10:
                return line.Insert(dice.Below(line.Length + 1), dice.Pick(s_odd));
            case 11:
                return line.Insert(dice.Below(line.Length + 1), ((char)dice.Below(256)).ToString());
            default:
                return line + dice.Pick(corpus);
        }

        return string.Join(' ', words);
    }

    // Mostly as long as it says.
    private string Literal(string word)
    {
        var text = dice.Percent(20) ? Repeat("x") : word;
        text = text.Length > LiteralBytesMax ? text[..LiteralBytesMax] : text;
        var said = dice.Percent(80) ? text.Length : dice.Below(3 * (text.Length + 1));
        return string.Create(CultureInfo.InvariantCulture, $"{(dice.Percent(10) ? "~" : "")}{{{said}{(dice.Percent(70) ? "+" : "")}}}\r\n{text}");
    }

    private string Repeat(string text) => new StringBuilder().Insert(0, text, dice.Percent(90) ? dice.Below(20) : Math.Min(RepeatedMax, 40_000 / text.Length)).ToString();
}
