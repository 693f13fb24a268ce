namespace MailStore.Bench.Baselines.Imap;

/// <summary>Splitting that knows quotes, parentheses and brackets.</summary>
internal static class Pieces
{
    /// <summary>What lies between the spaces that are inside of nothing. Null if something is not closed.</summary>
    public static List<string>? Split(ReadOnlySpan<char> text)
    {
        var pieces = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    i = EndOfQuoted(text, i);
                    if (i < 0)
                    {
                        return null;
                    }

                    break;
                case '(' or '[':
                    depth++;
                    break;
                case ')' or ']':
                    depth--;
                    break;
                case ' ' when depth == 0:
                    pieces.Add(text[start..i].ToString());
                    start = i + 1;
                    break;
                default:
                    break;
            }
        }

        pieces.Add(text[start..].ToString());
        return depth == 0 ? pieces : null;
    }

    /// <summary>The pieces inside of parentheses; null if it is no list.</summary>
    public static List<string>? SplitList(string text) => TryInside(text, out var inside) ? Split(inside) : null;

    public static bool TryInside(string text, out ReadOnlySpan<char> inside)
    {
        if (text.Length >= 2 && text[0] == '(' && text[^1] == ')')
        {
            inside = text.AsSpan(1, text.Length - 2);
            return true;
        }

        inside = default;
        return false;
    }

    private static int EndOfQuoted(ReadOnlySpan<char> text, int quote)
    {
        for (var i = quote + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return i;
            }
        }

        return -1;
    }
}
