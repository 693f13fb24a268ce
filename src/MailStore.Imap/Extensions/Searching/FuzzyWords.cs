namespace MailStore.Imap.Extensions.Searching;

/// <summary>RFC 6203 §3: a text taken loosely. Its words are looked for anywhere and in any order, longer ones without their ends.</summary>
internal static class FuzzyWords
{
    /// <summary>More say nothing that these do not say.</summary>
    private const int WordsMax = 8;

    /// <summary>An ending is at most so long: "ing", "ies".</summary>
    private const int EndingMax = 3;

    /// <summary>What is shorter is not cut: everything has it.</summary>
    private const int StemMin = 4;

    // Behind these scripts are such as do not put blanks between words, or do not end them as these do.
    private const char LastOfCyrillic = '\u052F';

    /// <summary>The words of a text; none if it has no letter and no digit.</summary>
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length && words.Count < WordsMax;)
        {
            var start = at;
            while (at < text.Length && IsOfWord(text[at]))
            {
                at++;
            }

            if (at > start)
            {
                words.Add(text[start..at]);
            }
            else
            {
                at++;
            }
        }

        return words;
    }

    /// <summary>What a word has in common with its other forms.</summary>
    public static string Stem(string word) =>
        word.Length <= StemMin || word.Any(letter => letter > LastOfCyrillic) ? word : word[..Math.Max(StemMin, word.Length - EndingMax)];

    private static bool IsOfWord(char letter) => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || char.IsBetween(letter, '\u0300', '\u036F');
}
