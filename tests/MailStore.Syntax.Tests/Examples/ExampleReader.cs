using System.Text;

namespace MailStore.Syntax.Tests.Examples;

/// <summary>Reads the example files; their first lines say what a line looks like.</summary>
internal static class ExampleReader
{
    public static IEnumerable<Example> All => Imap.Concat(Mail);

    // [! ]RFC §section: text[ ## reason], where only \r\n is an escape.
    public static IEnumerable<Example> Imap => Lines("imap.txt").Select(line =>
    {
        var isWrong = line.StartsWith("! ", StringComparison.Ordinal);
        var body = isWrong ? line[2..line.LastIndexOf(" ## ", StringComparison.Ordinal)] : line;
        var (source, text) = Split(body);
        return new Example("Imap", "command", source, Encoding.UTF8.GetBytes(text.Replace(@"\r\n", "\r\n")), isWrong ? Example.BySyntax : null);
    });

    // KIND RFC §section[ refused[(reason)]]: text, with C escapes.
    public static IEnumerable<Example> Mail => Lines("mail.txt").Select(line =>
    {
        var (head, text) = Split(line);
        var words = head.Split(' ');
        var (grammar, start) = words[0] switch
        {
            "SMTP" => ("Smtp", "command"),
            "POP3" => ("Pop3", "command"),
            "SMTP-response" => ("Smtp", "auth-response"),
            "POP3-response" => ("Pop3", "auth-response"),
            "MESSAGE" => ("Message", words[1]),
            _ => throw new InvalidDataException(line),
        };
        var refusal = words[^1] switch
        {
            "refused" => Example.BySyntax,
            "refused(commit)" => Example.ByCommit,
            "refused(overflow)" => Example.ByOverflow,
            "refused(depth)" => Example.ByDepth,
            var word when word.StartsWith("refused", StringComparison.Ordinal) => throw new InvalidDataException(line),
            _ => null,
        };
        return new Example(grammar, start, head, Unescape(text), refusal);
    });

    private static IEnumerable<string> Lines(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Examples", file)).Where(line => line.Length > 0 && line[0] != '#');

    private static (string Head, string Text) Split(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return (line[..colon], line[(colon + 2)..]);
    }

    private static byte[] Unescape(string text)
    {
        var plain = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                var size = char.IsHighSurrogate(text[i]) ? 2 : 1;
                plain.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, size)));
                i += size - 1;
                continue;
            }

            i++;
            switch (text[i])
            {
                case 'x':
                    plain.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                    i += 2;
                    break;
                default:
                    plain.Add(text[i] switch { 'r' => 13, 'n' => 10, 't' => 9, '0' => 0, '\\' => (byte)'\\', '"' => (byte)'"', _ => throw new InvalidDataException(text) });
                    break;
            }
        }

        return [.. plain];
    }
}
