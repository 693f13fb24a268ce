using System.Text;

namespace MailStore.Transcripts.Scripts;

/// <summary>Messages that scripts name: files beside them, with the line ends that mail has.</summary>
internal static class Messages
{
    /// <summary>An octet is a letter, as everywhere here. Some are no files, since no editor would keep them.</summary>
    public static string Read(string name) => name switch
    {
        "nul" => "Subject: NUL\r\n\r\n\0\r\n",
        "lone-line-feeds" => "Subject: LF\r\n\r\na\n.\nb\r\n",
        "lone-line-feed-last" => "Subject: LF\r\n\r\na\n",
        _ => ReadFile(name),
    };

    /// <summary>What a script writes between braces: the name of a message, or its octets between quotes.</summary>
    public static string Octets(string given) => given.Length > 1 && given[0] == '\'' && given[^1] == '\''
        ? given[1..^1].Replace("<crlf>", "\r\n", StringComparison.Ordinal)
        : Read(given);

    /// <summary>Replaces <c>{=name}</c> and <c>{='octets'}</c> by the literal: its header and its octets.</summary>
    public static string Expand(string text)
    {
        for (var start = text.IndexOf("{=", StringComparison.Ordinal); start >= 0; start = text.IndexOf("{=", start, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            var octets = Octets(text[(start + 2)..end]);
            text = $"{text[..start]}{{{octets.Length}}}\r\n{octets}{text[(end + 1)..]}";
        }

        return text;
    }

    private static string ReadFile(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "messages", name + ".eml"), Encoding.Latin1).ReplaceLineEndings("\r\n");
}
