using System.Buffers;

namespace MailStore.Mime.Text;

/// <summary>Looks for several needles at a time in text as it comes.</summary>
public sealed class NeedleScan : ISearchSink
{
    private readonly Needle[] _needles;
    private readonly int[] _matched;
    private FoldedText _fold;

    // Plain characters that no needle begins with: they are passed over quickly while none is begun.
    private readonly SearchValues<char> _passed;
    private int _left;
    private bool _isAnyBegun;

    public NeedleScan(params ReadOnlySpan<Needle> needles)
    {
        _needles = [.. needles];
        _matched = new int[needles.Length];
        _passed = Passed(_needles);
        Begin();
    }

    /// <summary>Nothing that was not found is looked for any more.</summary>
    public bool AreAllFound => _left == 0;

    bool ISearchSink.IsSated => AreAllFound;

    public bool IsFound(int needle) => _matched[needle] == _needles[needle].Length;

    /// <summary>Forgets what was found.</summary>
    public void Begin()
    {
        _fold.Begin();
        (_left, _isAnyBegun) = (0, false);
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
        _isAnyBegun = false;
        for (var i = 0; i < _needles.Length; i++)
        {
            _matched[i] = IsFound(i) ? _matched[i] : 0;
        }
    }

    public void Take(ReadOnlySpan<char> text)
    {
        Span<char> parts = stackalloc char[Casemap.FoldedMax];
        while (_left > 0)
        {
            if (!_isAnyBegun && !_fold.IsHalf && !text.IsEmpty && text.IndexOfAnyExcept(_passed) is var start && start != 0)
            {
                // If a needle begins with a blank, none of these is one; if not, it does not matter.
                _fold.Pass();
                text = start < 0 ? default : text[start..];
            }

            if (text.IsEmpty)
            {
                return;
            }

            foreach (var folded in parts[.._fold.Fold(text[0], parts)])
            {
                Step(folded);
            }

            text = text[1..];
        }
    }

    void ISearchSink.EnterField(ReadOnlySpan<byte> name, bool isOfMessage, bool isOfBody)
    {
        // It makes no difference where a needle lies.
    }

    void ISearchSink.EnterValue()
    {
        // Nor this.
    }

    void ISearchSink.EnterBody()
    {
        // Nor this.
    }

    private void Step(char folded)
    {
        _isAnyBegun = false;
        for (var i = 0; i < _needles.Length; i++)
        {
            if (!IsFound(i))
            {
                var matched = _needles[i].Step(_matched[i], folded);
                _matched[i] = matched;
                var isFound = matched == _needles[i].Length;
                _left -= isFound ? 1 : 0;
                _isAnyBegun |= matched > 0 && !isFound;
            }
        }
    }

    // What is plain folds to its capital and nothing else, and blanks to one of them.
    private static SearchValues<char> Passed(ReadOnlySpan<Needle> needles)
    {
        var passed = new List<char>();
        for (var character = '\0'; character < 0x80; character++)
        {
            var isPassed = true;
            foreach (var needle in needles)
            {
                isPassed &= needle.Length == 0 || needle.First != (char.IsWhiteSpace(character) ? ' ' : char.ToUpperInvariant(character));
            }

            if (isPassed)
            {
                passed.Add(character);
            }
        }

        return SearchValues.Create([.. passed]);
    }
}
