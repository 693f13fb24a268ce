namespace MailStore.Mime.Text;

/// <summary>Characters to be looked for, and how far to fall back where a text goes another way (Knuth, Morris and Pratt): linear on any text.</summary>
public sealed class Needle
{
    private readonly char[] _folded;
    private readonly int[] _fallback;

    public Needle(ReadOnlySpan<char> text)
    {
        var fold = new FoldedText();
        var folded = new List<char>(text.Length);
        Span<char> parts = stackalloc char[Casemap.FoldedMax];
        foreach (var character in text)
        {
            folded.AddRange(parts[..fold.Fold(character, parts)]);
        }

        _folded = [.. folded];
        _fallback = new int[_folded.Length];
        for (int i = 1, matched = 0; i < _folded.Length; i++)
        {
            while (matched > 0 && _folded[i] != _folded[matched])
            {
                matched = _fallback[matched - 1];
            }

            matched += _folded[i] == _folded[matched] ? 1 : 0;
            _fallback[i] = matched;
        }
    }

    /// <summary>Folded characters. With none, every text contains it.</summary>
    internal int Length => _folded.Length;

    /// <summary>What it begins with.</summary>
    internal char First => _folded[0];

    /// <summary>How many characters are matched after one more.</summary>
    internal int Step(int matched, char folded)
    {
        while (matched > 0 && folded != _folded[matched])
        {
            matched = _fallback[matched - 1];
        }

        return matched + (folded == _folded[matched] ? 1 : 0);
    }
}
