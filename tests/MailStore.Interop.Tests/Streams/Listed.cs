namespace MailStore.Interop.Tests.Streams;

/// <summary>A difference that has a reason: command, what we say, what Dovecot says, each with * for anything, and why.</summary>
internal sealed record Listed(string Command, string Ours, string Theirs, string Reason)
{
    private const string Rare = "~ ";

    /// <summary>It was met in this run, or is one that a short run need not meet.</summary>
    public bool IsMet { get; set; }

    public static List<Listed> Read(IEnumerable<string> lines) =>
        [.. lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" | "))
            .Select(parts => new Listed(parts[0].Replace(Rare, "", StringComparison.Ordinal), parts[1], parts[2], parts[3]) { IsMet = parts[0].StartsWith(Rare, StringComparison.Ordinal) })];

    public bool Covers(string command, string ours, string theirs) => Fits(Command, command) && Fits(Ours, ours) && Fits(Theirs, theirs);

    private static bool Fits(string pattern, string text)
    {
        var pieces = pattern.Split('*');
        if (pieces.Length == 1)
        {
            return pattern == text;
        }

        if (!text.StartsWith(pieces[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = pieces[0].Length;
        foreach (var piece in pieces[1..^1])
        {
            at = text.IndexOf(piece, at, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            at += piece.Length;
        }

        return text.Length - at >= pieces[^1].Length && text.EndsWith(pieces[^1], StringComparison.Ordinal);
    }
}
