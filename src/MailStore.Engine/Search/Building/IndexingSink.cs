using System.Text;
using MailStore.Engine.Search.Segments;
using MailStore.Engine.Search.Terms;
using MailStore.Mime.Fields;
using MailStore.Mime.Text;

namespace MailStore.Engine.Search.Building;

/// <summary>Takes the texts of messages apart: words of bodies and headers, and whole values of the fields that have keys of their own.</summary>
internal sealed class IndexingSink : ISearchSink
{
    /// <summary>A longer value of a field is not kept whole, and its message is looked into at each search.</summary>
    public const int ValueBytesMax = 8 * 1024;

    private const int CharactersPerLook = 1024;

    private readonly Tokenizer _tokenizer = new();
    private readonly char[] _value = new char[ValueBytesMax + Casemap.FoldedMax];
    private readonly byte[] _octets = new byte[ValueBytesMax + TermTable.Slack];
    private FoldedText _fold;
    private TermTable? _values;
    private bool _isValue;
    private int _valueLength;

    public IndexingSink() => Tables = [Body, Head, .. Values];

    public TermTable Body { get; } = new();

    public TermTable Head { get; } = new();

    /// <summary>Of From, To, Cc, Bcc and Subject.</summary>
    public TermTable[] Values { get; } = [new(), new(), new(), new(), new()];

    /// <summary>The message is too much: it is looked into at each search.</summary>
    public bool IsSated { get; private set; }

    /// <summary>Characters of text so far.</summary>
    public long Characters { get; private set; }

    /// <summary>With more, no more of a message is taken.</summary>
    public long BytesMax { get; init; } = long.MaxValue;

    public long Bytes
    {
        get
        {
            var bytes = 0L;
            foreach (var terms in Tables)
            {
                bytes += terms.Bytes;
            }

            return bytes;
        }
    }

    /// <summary>In the order of their kinds, from <see cref="SectionKind.BodyTerms"/> on.</summary>
    public TermTable[] Tables { get; }

    public void Begin()
    {
        IsSated = false;
        _tokenizer.Begin(Body);
    }

    public void EndMessage()
    {
        _tokenizer.End();
        foreach (var terms in Tables)
        {
            terms.EndMessage();
        }
    }

    public void Clear()
    {
        _tokenizer.Forget();
        foreach (var terms in Tables)
        {
            terms.Clear();
        }

        Characters = 0;
    }

    public void EnterField(ReadOnlySpan<byte> name, bool isOfMessage, bool isOfBody)
    {
        _tokenizer.Begin(isOfBody ? Body : Head);
        _values = isOfMessage ? ValuesOf(name) : null;
        _isValue = false;
    }

    public void EnterValue()
    {
        _isValue = _values is not null;
        if (_isValue)
        {
            _tokenizer.Break();
            _valueLength = 0;
            _fold.Begin();
        }
    }

    public void EnterBody()
    {
        _tokenizer.Begin(Body);
        (_values, _isValue) = (null, false);
    }

    public void Take(ReadOnlySpan<char> text)
    {
        // Now and then, however small the pieces are that the text comes in.
        var isLookDue = (Characters + text.Length) / CharactersPerLook != Characters / CharactersPerLook;
        Characters += text.Length;
        IsSated |= isLookDue && Body.Bytes + Head.Bytes > BytesMax;
        if (!_isValue)
        {
            _tokenizer.Take(text);
            return;
        }

        // What does not fit is too long in octets too.
        while (!text.IsEmpty && _valueLength <= ValueBytesMax)
        {
            var taken = _fold.FoldPlain(text[..Math.Min(text.Length, _value.Length - _valueLength)], _value.AsSpan(_valueLength), out var count);
            _valueLength += count;
            text = text[taken..];
            if (!text.IsEmpty && _valueLength <= ValueBytesMax)
            {
                _valueLength += _fold.Fold(text[0], _value.AsSpan(_valueLength));
                text = text[1..];
            }
        }
    }

    public void Break()
    {
        _tokenizer.Break();
        if (_isValue)
        {
            EndValue();
        }

        _isValue = false;
    }

    private void EndValue()
    {
        if (Encoding.UTF8.TryGetBytes(_value.AsSpan(0, _valueLength), _octets.AsSpan(0, ValueBytesMax), out var length))
        {
            _values!.Add(_octets, length);
        }
        else
        {
            IsSated = true;
        }
    }

    private TermTable? ValuesOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when FieldText.EqualsIgnoreCase(name, "To"u8) => Values[1],
        2 when FieldText.EqualsIgnoreCase(name, "Cc"u8) => Values[2],
        3 when FieldText.EqualsIgnoreCase(name, "Bcc"u8) => Values[3],
        4 when FieldText.EqualsIgnoreCase(name, "From"u8) => Values[0],
        7 when FieldText.EqualsIgnoreCase(name, "Subject"u8) => Values[4],
        _ => null,
    };
}
