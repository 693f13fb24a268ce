using MailStore.Generators.Diagnostics;

namespace MailStore.Generators.Abnf;

/// <summary>Walks over the text of one rule, where comments are blanks already, and gathers its faults.</summary>
internal sealed class RuleCursor
{
    public const char End = '\0';

    private readonly string _text;
    private readonly int _end;
    private readonly List<SourceFault> _faults;

    /// <param name="text">The whole file with comments blanked.</param>
    /// <param name="start">Where the rule's name begins.</param>
    /// <param name="end">Behind the rule's last line.</param>
    public RuleCursor(string text, int start, int end, List<SourceFault> faults)
    {
        _text = text;
        _faults = faults;
        _end = end;
        while (_end > start && Syntax.IsSpace(text[_end - 1]))
        {
            _end--;
        }

        Position = start;
    }

    public int Position { get; private set; }

    /// <summary>True once anything was reported: the rule must not be used.</summary>
    public bool IsFaulty { get; private set; }

    public bool AtEnd => Position >= _end;

    public char Current => Peek(0);

    public char Peek(int ahead) => Position + ahead < _end ? _text[Position + ahead] : End;

    public void Advance(int count = 1) => Position += count;

    public bool Take(char c)
    {
        if (AtEnd || Current != c)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <returns>Whether there was any white space.</returns>
    public bool SkipSpace()
    {
        var start = Position;
        while (!AtEnd && Syntax.IsSpace(_text[Position]))
        {
            Position++;
        }

        return Position > start;
    }

    public string TakeName()
    {
        var start = Position;
        while (!AtEnd && Syntax.IsNamePart(_text[Position]))
        {
            Position++;
        }

        return TextFrom(start);
    }

    public string TextFrom(int start) => _text.Substring(start, Position - start);

    /// <summary>From <paramref name="start"/> to here.</summary>
    public TextPlace PlaceFrom(int start) => new(start, Position - start);

    /// <summary>Reports RFC 5234 syntax faults at the current character.</summary>
    public void Fault(string message) => Fault("ABNF0001", new TextPlace(Position, AtEnd ? 0 : 1), message);

    public void Fault(string id, TextPlace place, string message)
    {
        IsFaulty = true;
        _faults.Add(new SourceFault(id, place, message));
    }
}
