using System.Text.RegularExpressions;

// A regex is what the generated parsers are measured against: the ban is on parsing input with one in the product.
// MA0009: the lines are our own, and a timeout would slow the contender down. MA0023: groups by number are the fastest.
#pragma warning disable RS0030, MA0009, MA0023

namespace MailStore.Bench.Baselines.Imap;

/// <summary>One source-generated expression for each shape of command: the strongest form that .NET offers.</summary>
internal static partial class ImapExpressions
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex($"^{ImapPattern.Tag} [A-Z]+$", Options)]
    public static partial Regex Bare();

    [GeneratedRegex($"^{ImapPattern.Tag} [A-Z]+ {ImapPattern.AString}$", Options)]
    public static partial Regex OneString();

    [GeneratedRegex($"^{ImapPattern.Tag} [A-Z]+ {ImapPattern.AString} {ImapPattern.Pattern}$", Options)]
    public static partial Regex TwoStrings();

    [GeneratedRegex($"^{ImapPattern.Tag} AUTHENTICATE ([^ ]+)(?: ([A-Z0-9+/=]+))?$", Options)]
    public static partial Regex Authenticate();

    [GeneratedRegex($@"^{ImapPattern.Tag} [A-Z]+ {ImapPattern.AString}(?: \({ImapPattern.Options}\))?$", Options)]
    public static partial Regex MailboxWithOptions();

    [GeneratedRegex(
        $@"^{ImapPattern.Tag} LIST (?:\({ImapPattern.Options}\) )?{ImapPattern.AString} {ImapPattern.Pattern}(?: RETURN \({ImapPattern.Options}\))?$",
        Options)]
    public static partial Regex List();

    [GeneratedRegex($"^{ImapPattern.Tag} (?:UID )?(?:COPY|MOVE) {ImapPattern.Set} {ImapPattern.AString}$", Options)]
    public static partial Regex Copy();

    [GeneratedRegex($"^{ImapPattern.Tag} UID EXPUNGE {ImapPattern.Set}$", Options)]
    public static partial Regex UidExpunge();

    [GeneratedRegex($"^{ImapPattern.Tag} ENABLE(?: ([^ ()]+))+$", Options)]
    public static partial Regex Enable();

    [GeneratedRegex($@"^{ImapPattern.Tag} ID (?:(NIL)|\((?:({ImapPattern.Quoted}|NIL)(?: |(?=\))))+\))$", Options)]
    public static partial Regex Id();

    [GeneratedRegex(
        $$"""^{{ImapPattern.Tag}} APPEND {{ImapPattern.AString}} (?:\((?:{{ImapPattern.Flag}}(?: |(?=\))))*\) )?(?:"([^"]{26})" )?\{([0-9]+)(\+)?\}$""",
        Options)]
    public static partial Regex Append();

    [GeneratedRegex(
        $@"^{ImapPattern.Tag} (?:UID )?STORE {ImapPattern.Set} (?:\(UNCHANGEDSINCE ([0-9]+)\) )?([+-])?FLAGS(\.SILENT)? "
            + $@"(?:\((?:{ImapPattern.Flag}(?: |(?=\))))*\)|{ImapPattern.Flag}(?: {ImapPattern.Flag})*)$",
        Options)]
    public static partial Regex Store();

    [GeneratedRegex(
        $@"^{ImapPattern.Tag} (?:UID )?FETCH {ImapPattern.Set} (\((?>[^()]+|\([^()]*\))*\)|[^ (]+(?:\([^()]*\)\][^ ]*)?)"
            + @"(?: \((?:(?:CHANGEDSINCE ([0-9]+)|(VANISHED))(?: |(?=\))))+\))?$",
        Options)]
    public static partial Regex Fetch();

    /// <summary>One attribute of FETCH, from where the last one ended.</summary>
    [GeneratedRegex(@"\G([A-Z0-9.]+)(?:\[([A-Z0-9.]*)(?: \((?:([^\s()]+)(?: |(?=\))))+\))?\](?:<([0-9]+)\.([0-9]+)>)?)?(?: |\)|$)", Options)]
    public static partial Regex FetchItem();

    [GeneratedRegex(
        $@"^{ImapPattern.Tag} (?:UID )?SEARCH (?:RETURN \((?:([A-Z]+)(?: |(?=\))))*\) )?(?:CHARSET {ImapPattern.AString} )?(?=.)", Options)]
    public static partial Regex SearchHead();

    /// <summary>One key of SEARCH; what nests is read by whoever calls.</summary>
    [GeneratedRegex(
        @"\G(?:(ALL|ANSWERED|DELETED|DRAFT|FLAGGED|NEW|OLD|RECENT|SEEN|UNANSWERED|UNDELETED|UNDRAFT|UNFLAGGED|UNSEEN)(?= |\)|$)"
            + $@"|(BCC|BODY|CC|FROM|SUBJECT|TEXT|TO|KEYWORD|UNKEYWORD|SINCE|BEFORE|ON|SENTSINCE|SENTBEFORE|SENTON) {ImapPattern.AString}"
            + @"|(LARGER|SMALLER|MODSEQ|YOUNGER|OLDER) ([0-9]+)"
            + $"|HEADER {ImapPattern.AString} {ImapPattern.AString}"
            + $@"|UID {ImapPattern.Set}|(NOT|OR) |{ImapPattern.Set}(?= |\)|$)|(\())",
        Options)]
    public static partial Regex SearchKey();
}
