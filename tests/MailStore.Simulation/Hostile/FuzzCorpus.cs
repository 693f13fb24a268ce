namespace MailStore.Simulation.Hostile;

/// <summary>What clients say in the transcripts, by protocol.</summary>
internal static class FuzzCorpus
{
    public static IReadOnlyList<string> Of(string protocol)
    {
        var folder = protocol switch
        {
            "IMAP" => "imap",
            "POP3" => "pop3",
            _ => "smtp",
        };
        return [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "transcripts", folder), "*.txt").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(Said).OfType<string>().Distinct()];
    }

    // C: a1 NOOP, or C2: of a second client.
    private static string? Said(string line)
    {
        var colon = line.StartsWith('C') ? line.IndexOf(": ", StringComparison.Ordinal) : -1;
        return colon is 1 or 2 ? line[(colon + 2)..].Replace("<crlf>", "\r\n", StringComparison.Ordinal) : null;
    }
}
