namespace MailStore.Bench.Baselines.Pop3;

/// <summary>The dictionary of verbs, for both baselines.</summary>
internal static class Pop3Verbs
{
    private static readonly Dictionary<string, Pop3Verb> _verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["USER"] = Pop3Verb.User,
        ["PASS"] = Pop3Verb.Pass,
        ["APOP"] = Pop3Verb.Apop,
        ["STAT"] = Pop3Verb.Stat,
        ["LIST"] = Pop3Verb.List,
        ["UIDL"] = Pop3Verb.Uidl,
        ["RETR"] = Pop3Verb.Retr,
        ["DELE"] = Pop3Verb.Dele,
        ["TOP"] = Pop3Verb.Top,
        ["CAPA"] = Pop3Verb.Capa,
        ["QUIT"] = Pop3Verb.Quit,
        ["NOOP"] = Pop3Verb.Noop,
        ["RSET"] = Pop3Verb.Rset,
        ["STLS"] = Pop3Verb.Stls,
    };

    private static readonly Dictionary<string, Pop3Verb>.AlternateLookup<ReadOnlySpan<char>> _lookup = _verbs.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool TryFind(ReadOnlySpan<char> word, out Pop3Verb verb) => _lookup.TryGetValue(word, out verb);
}
