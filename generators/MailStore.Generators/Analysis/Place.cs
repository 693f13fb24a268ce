namespace MailStore.Generators.Analysis;

/// <summary>Where lowering stands: which struct captures go to, which names it has used, and in which rule.</summary>
internal sealed class Place(Scope? scope, string rule)
{
    public Scope? Scope { get; } = scope;

    public string Rule { get; private init; } = rule;

    /// <summary>No captures at all: the inside of a token.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Literals directly here are streamed.</summary>
    public bool IsStream { get; init; }

    /// <summary>Names of typed rules that are lists somewhere in the scope.</summary>
    public HashSet<string> Listed { get; init; } = [];

    public Dictionary<string, int> Counts { get; private set; } = [];

    public Place In(string rule, bool isStream) =>
        new(Scope, rule) { IsPlain = IsPlain, IsStream = isStream, Listed = Listed, Counts = Counts };

    public Place Fork() =>
        new(Scope, Rule) { IsPlain = IsPlain, IsStream = IsStream, Listed = Listed, Counts = new(Counts) };

    /// <summary>After alternatives: a name is taken as often as in the alternative that took it most.</summary>
    public void Merge(Place other)
    {
        foreach (var pair in other.Counts)
        {
            Counts[pair.Key] = Counts.TryGetValue(pair.Key, out var mine) ? Math.Max(mine, pair.Value) : pair.Value;
        }
    }

    /// <summary>The field name of the next use: <c>Mailbox</c>, then <c>Mailbox2</c>.</summary>
    public string Take(string pascal)
    {
        var count = Counts.TryGetValue(pascal, out var used) ? used + 1 : 1;
        Counts[pascal] = count;
        return count == 1 ? pascal : pascal + count.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
