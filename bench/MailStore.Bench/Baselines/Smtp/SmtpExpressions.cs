using System.Text.RegularExpressions;

// A regex is what the generated parsers are measured against: the ban is on parsing input with one in the product.
// MA0009: the lines are our own, and a timeout would slow the contender down. MA0023: groups by number are the fastest.
#pragma warning disable RS0030, MA0009, MA0023

namespace MailStore.Bench.Baselines.Smtp;

/// <summary>One source-generated expression for each shape of command.</summary>
internal static partial class SmtpExpressions
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const string Domain = @"([A-Z0-9](?:[A-Z0-9.-]*[A-Z0-9])?|\[[^\]\s]+\])";
    private const string LocalPart = """([^\s"<>@\\]+|"(?:[^"\\]|\\.)*")""";
    private const string Parameters = "(?: ([A-Z0-9][A-Z0-9-]*(?:=[!-<>-~]+)?))*$";

    [GeneratedRegex("^[A-Z]+$", Options)]
    public static partial Regex Bare();

    [GeneratedRegex($"^(?:EHLO|HELO) {Domain}$", Options)]
    public static partial Regex Hello();

    [GeneratedRegex("^[A-Z]+(?: (.+))?$", Options)]
    public static partial Regex Text();

    [GeneratedRegex("^AUTH ([A-Z0-9_-]+)(?: ([A-Z0-9+/=]+))?$", Options)]
    public static partial Regex Auth();

    [GeneratedRegex("^BDAT ([0-9]+)( LAST)?$", Options)]
    public static partial Regex Bdat();

    [GeneratedRegex($"^MAIL FROM:<(?:{LocalPart}@{Domain})?>{Parameters}", Options)]
    public static partial Regex Mail();

    [GeneratedRegex($"^RCPT TO:<(?:{LocalPart}@{Domain}|POSTMASTER)>{Parameters}", Options)]
    public static partial Regex Rcpt();
}
