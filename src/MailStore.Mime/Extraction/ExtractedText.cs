namespace MailStore.Mime.Extraction;

/// <summary>The text of one attachment, up to a limit.</summary>
/// <param name="charactersMax">What comes behind is dropped.</param>
/// <param name="over">Nobody waits for it any more: whoever still writes is told so.</param>
public sealed class ExtractedText(int charactersMax, CancellationToken over = default)
{
    private const int FirstRoom = 4096;

    private char[] _text = [];
    private int _length;

    /// <summary>What comes behind is dropped.</summary>
    public bool IsFull => _length == charactersMax;

    /// <summary>Some was dropped.</summary>
    public bool IsCut { get; private set; }

    public ReadOnlySpan<char> Characters => _text.AsSpan(0, _length);

    /// <exception cref="OperationCanceledException">Its time is up: also who only writes has to end then.</exception>
    public void Take(ReadOnlySpan<char> text)
    {
        over.ThrowIfCancellationRequested();
        IsCut |= text.Length > charactersMax - _length;
        text = text[..Math.Min(text.Length, charactersMax - _length)];
        if (_text.Length - _length < text.Length)
        {
            Array.Resize(ref _text, Math.Min(charactersMax, Math.Max(FirstRoom, Math.Max(_length + text.Length, _length * 2))));
        }

        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }
}
