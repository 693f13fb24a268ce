using MailStore.Generators.Diagnostics;

namespace MailStore.Generators.Abnf;

/// <summary>Parses one rule by recursive descent, the grammar being RFC 5234 §4 with the strings of RFC 7405 §2.2.</summary>
internal sealed class RuleParser(RuleCursor cursor)
{
    /// <summary>Bounds the reader's own stack: the compiler must survive any file.</summary>
    private const int NestingMax = 128;

    private int _nesting;

    public string Spelling { get; private set; } = "";

    public TextPlace NamePlace { get; private set; }

    public bool Extends { get; private set; }

    /// <returns>The right-hand side; null after a fault.</returns>
    public Draft? Parse()
    {
        if (!ParseName() || !ParseDefinedAs())
        {
            return null;
        }

        cursor.SkipSpace();
        var body = Alternation();
        if (body is null)
        {
            return null;
        }

        cursor.SkipSpace();
        if (!cursor.AtEnd)
        {
            FaultUnexpected();
        }

        return cursor.IsFaulty ? null : body;
    }

    private bool ParseName()
    {
        var start = cursor.Position;
        if (!Syntax.IsAlpha(cursor.Current))
        {
            cursor.Fault("A rule begins with its name: a letter, then letters, digits and hyphens.");
            return false;
        }

        Spelling = TakeName();
        NamePlace = cursor.PlaceFrom(start);
        return true;
    }

    private bool ParseDefinedAs()
    {
        cursor.SkipSpace();
        var start = cursor.Position;
        if (cursor.Current == ':')
        {
            while (cursor.Current is ':' or '=')
            {
                cursor.Advance();
            }

            cursor.Fault("ABNF0010", cursor.PlaceFrom(start), $"'{cursor.TextFrom(start)}' is older notation: write '='.");
            return true;
        }

        if (!cursor.Take('='))
        {
            cursor.Fault($"'=' or '=/' must follow the rule name '{Spelling}'.");
            return false;
        }

        Extends = cursor.Take('/');
        return true;
    }

    private Draft? Alternation()
    {
        var start = cursor.Position;
        var alternatives = new List<Draft>();
        while (true)
        {
            var alternative = Concatenation();
            if (alternative is null)
            {
                return null;
            }

            // A group of alternatives among alternatives is no more than its alternatives.
            if (alternative.Kind == DraftKind.Choice)
            {
                alternatives.AddRange(alternative.Children);
            }
            else
            {
                alternatives.Add(alternative);
            }

            var end = cursor.Position;
            cursor.SkipSpace();
            if (!cursor.Take('/'))
            {
                return alternatives.Count == 1
                    ? alternatives[0]
                    : new Draft(DraftKind.Choice, new TextPlace(start, end - start)) { Children = alternatives };
            }

            cursor.SkipSpace();
        }
    }

    private Draft? Concatenation()
    {
        var start = cursor.Position;
        var items = new List<Draft>();
        while (true)
        {
            var item = Repetition();
            if (item is null)
            {
                return null;
            }

            if (item.Kind == DraftKind.Sequence)
            {
                items.AddRange(item.Children);
            }
            else
            {
                items.Add(item);
            }

            var end = cursor.Position;
            var spaced = cursor.SkipSpace();
            if (cursor.AtEnd || !BeginsElement(cursor.Current))
            {
                var place = new TextPlace(start, end - start);
                return items.Count == 1 ? items[0] : new Draft(DraftKind.Sequence, place) { Children = items };
            }

            if (!spaced)
            {
                cursor.Fault("White space must stand between two elements.");
                return null;
            }
        }
    }

    private static bool BeginsElement(char c) =>
        Syntax.IsAlpha(c) || Syntax.IsDigit(c) || c is '(' or '[' or '"' or '%' or '<' or '*' or '#';

    private Draft? Repetition()
    {
        var start = cursor.Position;
        if (!Syntax.IsDigit(cursor.Current) && cursor.Current is not ('*' or '#'))
        {
            return Element();
        }

        if (!RepetitionCount.Parse(cursor, out var min, out var max))
        {
            return null;
        }

        var countsEnd = cursor.Position;
        if (Syntax.IsSpace(cursor.Current))
        {
            cursor.Fault("A repetition stands directly before its element, without white space.");
            return null;
        }

        var body = Element();
        if (body is null)
        {
            return null;
        }

        if (min > max)
        {
            var counts = new TextPlace(start, countsEnd - start);
            cursor.Fault("ABNF0001", counts, $"The repetition asks for at least {min} and at most {max}.");
            return null;
        }

        return Repeated(min, max, body, cursor.PlaceFrom(start));
    }

    private static Draft Repeated(int min, int max, Draft body, TextPlace place)
    {
        if (max == 0 || body.IsEmpty)
        {
            return Draft.Empty(place);
        }

        if (min == 1 && max == 1)
        {
            return body;
        }

        // [*x] says no more than *x: an option around what may be empty would only be ambiguous.
        if (min == 0 && max == 1 && body is { Kind: DraftKind.Repeat, From: 0 })
        {
            return body;
        }

        return new Draft(DraftKind.Repeat, place) { From = min, To = max, Children = [body] };
    }

    private Draft? Element()
    {
        var start = cursor.Position;
        switch (cursor.Current)
        {
            case '(':
                return Bracketed(')', "group");
            case '[':
                var body = Bracketed(']', "option");
                return body is null ? null : Repeated(0, 1, body, cursor.PlaceFrom(start));
            case '"':
                return TextValue.Quoted(cursor, start, caseSensitive: false);
            case '%':
                cursor.Advance();
                return TextValue.IsMark(cursor.Current) ? TextValue.Marked(cursor, start) : NumericValue.Parse(cursor, start);
            case '<':
                return TextValue.Prose(cursor, start);
            default:
                if (Syntax.IsAlpha(cursor.Current))
                {
                    var name = TakeName();
                    return new Draft(DraftKind.Reference, cursor.PlaceFrom(start)) { Text = Syntax.Canonical(name) };
                }

                FaultUnexpected();
                return null;
        }
    }

    private Draft? Bracketed(char close, string what)
    {
        var open = cursor.Position;
        if (++_nesting > NestingMax)
        {
            cursor.Fault($"Groups and options are nested more than {NestingMax} deep.");
            return null;
        }

        cursor.Advance();
        cursor.SkipSpace();
        var body = Alternation();
        if (body is null)
        {
            return null;
        }

        cursor.SkipSpace();
        if (!cursor.Take(close))
        {
            if (cursor.AtEnd)
            {
                cursor.Fault("ABNF0001", new TextPlace(open, 1), $"This {what} is not closed: '{close}' is missing.");
            }
            else
            {
                FaultUnexpected();
            }

            return null;
        }

        _nesting--;
        return body;
    }

    private string TakeName()
    {
        var start = cursor.Position;
        var name = cursor.TakeName();
        if (name.IndexOf('_') >= 0)
        {
            cursor.Fault("ABNF0010", cursor.PlaceFrom(start), $"'{name}' has an underscore, which ABNF names cannot have: write '{name.Replace('_', '-')}'.");
        }

        return name;
    }

    private void FaultUnexpected() => cursor.Fault(cursor.Current switch
    {
        _ when cursor.AtEnd => "The rule ends where an element is expected.",
        '|' => "'|' is not ABNF: alternatives are separated by '/'.",
        '=' => "'=' is not expected here. A rule begins in the column of the file's first rule; a line further right continues the one before.",
        ')' or ']' => $"'{cursor.Current}' closes nothing.",
        '/' => "An element is missing before '/'.",
        '\'' => "Strings stand in double quotes.",
        '_' => "A name begins with a letter.",
        var c => $"'{c}' is not expected here.",
    });
}
