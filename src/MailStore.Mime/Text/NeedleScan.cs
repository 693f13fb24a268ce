namespace MailStore.Mime.Text;

/// <summary>Looks for several needles at a time in text as it comes.</summary>
public sealed class NeedleScan : ITextSink
{
    private readonly Needle[] _needles;
    private readonly int[] _matched;
    private FoldedText _fold;
    private int _left;

    public NeedleScan(params ReadOnlySpan<Needle> needles)
    {
        _needles = [.. needles];
        _matched = new int[needles.Length];
        Begin();
    }

    /// <summary>Nothing that was not found is looked for any more.</summary>
    public bool AreAllFound => _left == 0;

    public bool IsFound(int needle) => _matched[needle] == _needles[needle].Length;

    /// <summary>Forgets what was found.</summary>
    public void Begin()
    {
        _fold.Begin();
        _left = 0;
        for (var i = 0; i < _needles.Length; i++)
        {
            _matched[i] = 0;
            _left += IsFound(i) ? 0 : 1;
        }
    }

    /// <summary>Another text begins: nothing is found across.</summary>
    public void Break()
    {
        _fold.Begin();
        for (var i = 0; i < _needles.Length; i++)
        {
            _matched[i] = IsFound(i) ? _matched[i] : 0;
        }
    }

    public void Take(ReadOnlySpan<char> text)
    {
        Span<char> pair = stackalloc char[2];
        foreach (var character in text)
        {
            if (_left == 0)
            {
                return;
            }

            foreach (var folded in pair[.._fold.Fold(character, pair)])
            {
                Step(folded);
            }
        }
    }

    private void Step(char folded)
    {
        for (var i = 0; i < _needles.Length; i++)
        {
            if (!IsFound(i))
            {
                _matched[i] = _needles[i].Step(_matched[i], folded);
                _left -= IsFound(i) ? 1 : 0;
            }
        }
    }
}
