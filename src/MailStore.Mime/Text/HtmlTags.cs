using System.Collections.Frozen;

namespace MailStore.Mime.Text;

/// <summary>What tags do to the text around them.</summary>
internal static class HtmlTags
{
    /// <summary>No name that matters here is longer.</summary>
    public const int NameMax = 10;

    // Those that leave words together. Every other tag parts them.
    private static readonly FrozenSet<string> Inline = FrozenSet.ToFrozenSet(
    [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark",
        "nobr", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    ]);

    // What stands in them is not for people to read.
    private static readonly FrozenSet<string> Hidden = FrozenSet.ToFrozenSet(["script", "style", "title"]);

    public static bool IsInline(ReadOnlySpan<char> name) => Inline.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    public static bool IsHidden(ReadOnlySpan<char> name) => Hidden.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
}
