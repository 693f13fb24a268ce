namespace MailStore.Bench.Baselines.Imap;

/// <summary>The dictionary of verbs, for both baselines.</summary>
internal static class ImapVerbs
{
    private static readonly Dictionary<string, ImapVerb> _verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["NOOP"] = ImapVerb.Noop,
        ["IDLE"] = ImapVerb.Idle,
        ["CAPABILITY"] = ImapVerb.Capability,
        ["LOGOUT"] = ImapVerb.Logout,
        ["CLOSE"] = ImapVerb.Close,
        ["CHECK"] = ImapVerb.Check,
        ["UNSELECT"] = ImapVerb.Unselect,
        ["NAMESPACE"] = ImapVerb.Namespace,
        ["STARTTLS"] = ImapVerb.StartTls,
        ["EXPUNGE"] = ImapVerb.Expunge,
        ["LOGIN"] = ImapVerb.Login,
        ["AUTHENTICATE"] = ImapVerb.Authenticate,
        ["SELECT"] = ImapVerb.Select,
        ["EXAMINE"] = ImapVerb.Examine,
        ["STATUS"] = ImapVerb.Status,
        ["LIST"] = ImapVerb.List,
        ["LSUB"] = ImapVerb.Lsub,
        ["CREATE"] = ImapVerb.Create,
        ["DELETE"] = ImapVerb.Delete,
        ["RENAME"] = ImapVerb.Rename,
        ["SUBSCRIBE"] = ImapVerb.Subscribe,
        ["UNSUBSCRIBE"] = ImapVerb.Unsubscribe,
        ["GETQUOTAROOT"] = ImapVerb.GetQuotaRoot,
        ["COPY"] = ImapVerb.Copy,
        ["MOVE"] = ImapVerb.Move,
        ["ENABLE"] = ImapVerb.Enable,
        ["ID"] = ImapVerb.Id,
        ["APPEND"] = ImapVerb.Append,
        ["FETCH"] = ImapVerb.Fetch,
        ["STORE"] = ImapVerb.Store,
        ["SEARCH"] = ImapVerb.Search,
    };

    private static readonly Dictionary<string, ImapVerb>.AlternateLookup<ReadOnlySpan<char>> _lookup = _verbs.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool TryFind(ReadOnlySpan<char> word, out ImapVerb verb) => _lookup.TryGetValue(word, out verb);

    /// <summary>Commands that may follow UID.</summary>
    public static bool TakesUid(ImapVerb verb) =>
        verb is ImapVerb.Fetch or ImapVerb.Store or ImapVerb.Search or ImapVerb.Copy or ImapVerb.Move or ImapVerb.Expunge;
}
