using System.Text;

namespace MailStore.Transcripts.Scripts;

/// <summary>
/// A dialogue as a file: a header of <c>name: value</c> lines, an empty line, and then <c>C:</c> and <c>S:</c> lines, with a
/// number where there is more than one connection. A letter is an octet: a file in UTF-8 is sent as it stands. What stands behind <c>#</c> at the start of a line is for the reader.
/// </summary>
internal sealed record Script(string Name, IReadOnlyDictionary<string, string> Header, IReadOnlyList<Step> Steps)
{
    /// <summary>What is there before the first line, from left to right.</summary>
    public IReadOnlyList<string> Fixture => Words("fixture");

    /// <summary>How the server is set up, in the words of its protocol.</summary>
    public IReadOnlyList<string> Settings => Words("settings");

    /// <summary>"limits: small" makes every limit one that a script can reach.</summary>
    public bool HasSmallLimits => Header.GetValueOrDefault("limits") == "small";

    /// <summary>Drives that this script cannot take part in, each with its reason behind a colon in the file.</summary>
    public bool IsLeftOutOf(string drive) => Words("not").Any(word => word.Split('(')[0].Trim() == drive);

    public static Script Read(string path)
    {
        var header = new Dictionary<string, string>(StringComparer.Ordinal);
        var steps = new List<Step>();
        var isHeader = true;
        foreach (var (index, line) in File.ReadLines(path, Encoding.Latin1).Index())
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            if (line.Length == 0)
            {
                isHeader = false;
            }
            else if (isHeader)
            {
                header.Add(line.Split(':')[0], line[(line.IndexOf(':') + 1)..].Trim());
            }
            else
            {
                steps.Add(ReadStep(path, index + 1, line));
            }
        }

        return new(Path.GetFileNameWithoutExtension(path), header, steps);
    }

    private static Step ReadStep(string path, int number, string line)
    {
        if (line.StartsWith("-- ", StringComparison.Ordinal))
        {
            return ReadEvent(path, number, line[3..].Split(' '));
        }

        if (line is ['M', ':', ..])
        {
            return new(number, StepKind.Line, 0, line.Length > 3 ? line[3..] : "");
        }

        var colon = line.IndexOf(':');
        if (colon < 1 || line[0] is not ('C' or 'S'))
        {
            throw new FormatException($"{path}({number}): neither C: nor S: nor M: nor --.");
        }

        // The space behind the colon belongs to the form, what follows to the wire.
        var text = line.Length > colon + 2 ? line[(colon + 2)..] : "";
        var isAnyOrder = line[colon - 1] == '*';
        var digits = line[1..(isAnyOrder ? colon - 1 : colon)];
        var connection = digits.Length == 0 ? 1 : int.Parse(digits);
        var kind = (line[0], text) switch
        {
            ('C', _) => StepKind.Client,
            (_, "<closed>") => StepKind.Closed,
            (_, "<more>") => StepKind.More,
            _ => isAnyOrder ? StepKind.ServerAnyOrder : StepKind.Server,
        };
        return new(number, kind, connection, text);
    }

    private static Step ReadEvent(string path, int number, string[] words) => words switch
    {
        ["restart"] => new(number, StepKind.Restart, 1, ""),
        ["crash"] => new(number, StepKind.Crash, 1, ""),
        ["silence", var minutes] => new(number, StepKind.Silence, 1, minutes),
        ["tls"] => new(number, StepKind.Tls, 1, ""),
        ["mailbox", ..] => new(number, StepKind.Mailbox, 0, string.Join(' ', words[1..])),
        ["message", ..] => new(number, StepKind.Message, 0, string.Join(' ', words[1..])),
        _ => throw new FormatException($"{path}({number}): nothing of that name happens."),
    };

    private string[] Words(string name) =>
        Header.TryGetValue(name, out var value) ? value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
}
