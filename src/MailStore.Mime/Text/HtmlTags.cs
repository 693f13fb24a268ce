namespace MailStore.Mime.Text;

/// <summary>What tags do to the text around them. Names are in small letters.</summary>
internal static class HtmlTags
{
    /// <summary>No name that matters here is longer.</summary>
    public const int NameMax = 10;

    /// <summary>Those that leave words together. Every other tag parts them.</summary>
    public static bool IsInline(ReadOnlySpan<char> name) => name is
        "a" or "abbr" or "acronym" or "b" or "bdi" or "bdo" or "big" or "blink" or "cite" or "code" or "data" or "del" or "dfn" or "em" or "font" or "i"
        or "ins" or "kbd" or "label" or "mark" or "nobr" or "o:p" or "q" or "s" or "samp" or "small" or "span" or "strike" or "strong" or "sub" or "sup"
        or "time" or "tt" or "u" or "var" or "wbr";

    /// <summary>What stands in them is not for people to read.</summary>
    public static bool IsHidden(ReadOnlySpan<char> name) => name is "script" or "style" or "title";
}
