using System.Globalization;
using System.Text;
using MailStore.Bench.Mixes;

namespace MailStore.Bench.Gates.Search;

/// <summary>Real messages, repeated as often as it takes: each copy has ids and a few words of its own, by seed.</summary>
internal sealed class SearchCorpus(IReadOnlyList<byte[]> originals)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private readonly List<string> _words = [.. Words(originals)];

    /// <summary>In every copy once, and nowhere else.</summary>
    public static string RareWord(int number) => string.Create(CultureInfo.InvariantCulture, $"zqv{number:D7}x");

    /// <summary>The same for the same number.</summary>
    public byte[] Message(int number)
    {
        var original = originals[number % originals.Count];
        var dice = new Dice((ulong)number + 1);
        var end = original.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return original;
        }

        var header = Encoding.Latin1.GetString(original.AsSpan(0, end));
        var copy = number / originals.Count;

        // Of each copy the threads are apart, as those of another year would be.
        header = copy == 0 ? header : header.Replace("Message-Id: <", $"Message-Id: <{copy}.", StringComparison.OrdinalIgnoreCase)
            .Replace("References: <", $"References: <{copy}.", StringComparison.OrdinalIgnoreCase)
            .Replace("In-Reply-To: <", $"In-Reply-To: <{copy}.", StringComparison.OrdinalIgnoreCase)
            .Replace("\r\nSubject: ", $"\r\nSubject: {(dice.Percent(50) ? dice.Pick(_words) + " " : "")}", StringComparison.OrdinalIgnoreCase);
        var text = new StringBuilder(header, header.Length + original.Length + 200).Append("\r\n\r\n");
        if (!header.Contains("multipart", StringComparison.OrdinalIgnoreCase) && !header.Contains("base64", StringComparison.OrdinalIgnoreCase))
        {
            text.Append(RareWord(number));
            for (var words = dice.Between(4, 12); words > 0; words--)
            {
                text.Append(' ').Append(dice.Percent(70) ? dice.Pick(_words) : dice.Letters(Letters, 4, 9));
            }

            text.Append("\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(text.ToString()), .. original.AsSpan(end + 4)];
    }

    private static IEnumerable<string> Words(IReadOnlyList<byte[]> originals) => originals
        .Take(300)
        .SelectMany(message => Encoding.Latin1.GetString(message).Split([' ', '\r', '\n', ',', '.', '"', '(', ')', ':', ';'], StringSplitOptions.RemoveEmptyEntries))
        .Where(word => word.Length is > 3 and < 12 && word.All(char.IsAsciiLetter))
        .Distinct(StringComparer.OrdinalIgnoreCase);
}
