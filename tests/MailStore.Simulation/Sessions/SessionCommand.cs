namespace MailStore.Simulation.Sessions;

/// <summary>A command, and what may be said while it is answered.</summary>
internal sealed record SessionCommand(string Text)
{
    public string Tag { get; init; } = "";

    /// <summary>RFC 9051 §7.5.1: not while FETCH, STORE and SEARCH are answered.</summary>
    public bool MayExpunge => !(Text.StartsWith("FETCH ", StringComparison.Ordinal) || Text.StartsWith("STORE ", StringComparison.Ordinal)
        || Text.StartsWith("SEARCH ", StringComparison.Ordinal));

    public bool IsSelect => Text.StartsWith("SELECT ", StringComparison.Ordinal) || Text.StartsWith("EXAMINE ", StringComparison.Ordinal);

    /// <summary>RFC 7162 §3.2.10.1: only where it was asked for.</summary>
    public bool MayTellEarlier => Text.Contains("QRESYNC (", StringComparison.Ordinal) || Text.Contains("VANISHED)", StringComparison.Ordinal);

    /// <summary>The flags that messages will have, where the command sets some.</summary>
    public IReadOnlyDictionary<uint, uint> Next { get; init; } = new Dictionary<uint, uint>();

    public List<Fetched> Fetched { get; } = [];

    public List<uint> Found { get; } = [];

    public List<uint> Earlier { get; } = [];

    /// <summary>Untagged lines of other kinds, as they came.</summary>
    public List<string> Others { get; } = [];

    /// <summary>The tagged response.</summary>
    public string Ending { get; set; } = "";

    /// <summary>The words of a response code, wherever it was said; empty if it was not.</summary>
    public string[] Code(string name)
    {
        foreach (var line in Others.Append(Ending))
        {
            var start = line.IndexOf($"[{name} ", StringComparison.Ordinal);
            if (start >= 0)
            {
                return line[(start + 1)..line.IndexOf(']', start)].Split(' ')[1..];
            }
        }

        return [];
    }
}
