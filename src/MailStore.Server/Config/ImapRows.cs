using System.Globalization;
using MailStore.Imap.Session;
using MailStore.Wire;

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

    public static Setting LineBytes { get; } = new("imap-line-bytes", Section, ValueForm.Number(8192, Limits.LineBytesOfWebmail), "The longest line of an IMAP command, once somebody is logged in. A webmail that names each message of a large mailbox needs up to two million.")
    {
        Default = [new Limits().LineBytesMax.ToString(CultureInfo.InvariantCulture)],
        IsReloadable = true,
    };

    public static IReadOnlyList<Setting> All { get; } = [Strict, Withheld, LineBytes];

    // What is refused must be dropped to find the next command.
    public static ImapLimits LimitsOf(SettingValues values)
    {
        var messageBytes = values.Number(MailRows.MessageBytes);
        return new()
        {
            SessionsPerUserMax = (int)values.Number(LimitRows.SessionsPerUser),
            AfterLogin = new() { LineBytesMax = (int)values.Number(LineBytes), MessageBytesMax = messageBytes, DiscardBytesMax = Math.Max(messageBytes, new Limits().DiscardBytesMax) },
        };
    }

    public static Tolerances TolerancesOf(SettingValues values) =>
        values.Texts(Strict).Aggregate(Tolerances.All, (left, name) => left & ~s_names[name]);
}
