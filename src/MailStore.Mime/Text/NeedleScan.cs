using System.Buffers;

namespace MailStore.Mime.Text;

/// <summary>Looks for several needles at a time in text as it comes.</summary>
public sealed class NeedleScan : ISearchSink
{
    private readonly Needle[] _needles;
    private readonly int[] _matched;
    private FoldedText _fold;
    // What a needle can begin with: all else is passed over quickly while none is begun. Not known for some needles.
    private readonly SearchValues<char>? _starts;
    private int _left;
    private bool _isAnyBegun;

    public NeedleScan(params ReadOnlySpan<Needle> needles)
    {
        _needles = [.. needles];
        _matched = new int[needles.Length];
        _starts = Starts(_needles);
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
        Span<char> pair = stackalloc char[2];
        while (_left > 0)
        {
            if (!_isAnyBegun && _starts is not null)
            {
                var start = text.IndexOfAny(_starts);
                text = start < 0 ? default : text[start..];
            }

            if (text.IsEmpty)
            {
                return;
            }

            foreach (var folded in pair[.._fold.Fold(text[0], pair)])
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

    private static SearchValues<char>? Starts(ReadOnlySpan<Needle> needles)
    {
        var starts = new List<char>();
        foreach (var needle in needles)
        {
            if (needle.Length > 0 && !needle.TryAddStarts(starts))
            {
                return null;
            }
        }

        return SearchValues.Create([.. starts]);
    }
}
