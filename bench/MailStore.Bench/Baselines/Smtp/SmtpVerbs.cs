namespace MailStore.Bench.Baselines.Smtp;

/// <summary>The dictionary of verbs, for both baselines.</summary>
internal static class SmtpVerbs
{
    private static readonly Dictionary<string, SmtpVerb> _verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EHLO"] = SmtpVerb.Ehlo,
        ["HELO"] = SmtpVerb.Helo,
        ["MAIL"] = SmtpVerb.Mail,
        ["RCPT"] = SmtpVerb.Rcpt,
        ["DATA"] = SmtpVerb.Data,
        ["BDAT"] = SmtpVerb.Bdat,
        ["RSET"] = SmtpVerb.Rset,
        ["QUIT"] = SmtpVerb.Quit,
        ["NOOP"] = SmtpVerb.Noop,
        ["STARTTLS"] = SmtpVerb.StartTls,
        ["HELP"] = SmtpVerb.Help,
        ["VRFY"] = SmtpVerb.Vrfy,
        ["AUTH"] = SmtpVerb.Auth,
    };

    private static readonly Dictionary<string, SmtpVerb>.AlternateLookup<ReadOnlySpan<char>> _lookup = _verbs.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool TryFind(ReadOnlySpan<char> word, out SmtpVerb verb) => _lookup.TryGetValue(word, out verb);
}
