using System.Text.RegularExpressions;

// A regex is what the generated parsers are measured against: the ban is on parsing input with one in the product.
// MA0009: the lines are our own, and a timeout would slow the contender down. MA0023: groups by number are the fastest.
#pragma warning disable RS0030, MA0009, MA0023

namespace MailStore.Bench.Baselines.Pop3;

/// <summary>One source-generated expression for each shape of command.</summary>
internal static partial class Pop3Expressions
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex("^[A-Z]+$", Options)]
    public static partial Regex Bare();

    [GeneratedRegex("^(?:USER|PASS) (.+)$", Options)]
    public static partial Regex Text();

    [GeneratedRegex("^APOP ([^ ]+) ([0-9a-f]{32})$", Options)]
    public static partial Regex Apop();

    [GeneratedRegex("^[A-Z]+(?: ([1-9][0-9]*))?$", Options)]
    public static partial Regex Message();

    [GeneratedRegex("^TOP ([1-9][0-9]*) ([0-9]+)$", Options)]
    public static partial Regex Top();
}
