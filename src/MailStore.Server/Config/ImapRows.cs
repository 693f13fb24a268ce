using MailStore.Imap.Session;

namespace MailStore.Server.Config;

/// <summary>How IMAP clients are met.</summary>
internal static class ImapRows
{
    private const string Section = "IMAP";

    private const string Everything = "all";

    private static readonly IReadOnlyDictionary<string, Tolerances> s_names = new Dictionary<string, Tolerances>
    {
        [Everything] = Tolerances.All,
        ["trailing-blanks"] = Tolerances.TrailingBlanks,
        ["eight-bit-strings"] = Tolerances.EightBitStrings,
        ["changedsince-zero"] = Tolerances.ChangedSinceZero,
        ["star-beyond-the-end"] = Tolerances.StarBeyondTheEnd,
        ["bare-ampersands"] = Tolerances.BareAmpersands,
        ["lsub-in-rev2"] = Tolerances.LsubInRev2,
        ["trailing-delimiters"] = Tolerances.TrailingDelimiters,
        ["quoted-keywords"] = Tolerances.QuotedKeywords,
    };

    public static Setting Strict { get; } = new("strict", Section, ValueForm.OneOf([.. s_names.Keys]), "What IMAP clients get away with elsewhere and not here: a name of a habit, or all of them.")
    {
        IsList = true,
        IsReloadable = true,
    };

    public static Setting Withheld { get; } = new("withhold", Section, ValueForm.Capability, "A capability of IMAP that clients are not offered: it is not announced, its commands are unknown, and ENABLE passes it over.")
    {
        IsList = true,
        IsReloadable = true,
    };

    public static IReadOnlyList<Setting> All { get; } = [Strict, Withheld];

    public static Tolerances TolerancesOf(SettingValues values) =>
        values.Texts(Strict).Aggregate(Tolerances.All, (left, name) => left & ~s_names[name]);
}
