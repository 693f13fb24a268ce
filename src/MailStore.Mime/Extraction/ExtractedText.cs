namespace MailStore.Mime.Extraction;

/// <summary>The text of one attachment, up to a limit.</summary>
public sealed class ExtractedText(int charactersMax)
{
    private const int FirstRoom = 4096;

    private char[] _text = [];
    private int _length;
    private volatile bool _isClosed;

    /// <summary>What comes behind is dropped.</summary>
    public bool IsFull => _length == charactersMax;

    /// <summary>Some was dropped.</summary>
    public bool IsCut { get; private set; }

    public ReadOnlySpan<char> Characters => _text.AsSpan(0, _length);

    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public void Take(ReadOnlySpan<char> text)
    {
        if (_isClosed)
        {
            throw new OperationCanceledException("The time for this attachment is up.");
        }

        IsCut |= text.Length > charactersMax - _length;
        text = text[..Math.Min(text.Length, charactersMax - _length)];
        if (_text.Length - _length < text.Length)
        {
            Array.Resize(ref _text, Math.Min(charactersMax, Math.Max(FirstRoom, Math.Max(_length + text.Length, _length * 2))));
        }

        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Whoever still writes is told so.</summary>
    internal void Close() => _isClosed = true;
}
