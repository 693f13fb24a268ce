using MailStore.Wire.Parsing;

namespace MailStore.Mime.Headers;

/// <summary>
/// Reads addresses that no grammar takes, one after the other. What is missing is marked, and what follows an address without
/// a comma or semicolon between is passed over up to the next one of them.
/// </summary>
internal ref struct AddressScanner
{
    private AddressCursor _cursor;
    private bool _isInGroup;
    private bool _isOver;

    public AddressScanner(ReadOnlySpan<byte> text, int at, bool isInGroup)
    {
        _cursor = new(text, at);
        _isInGroup = isInGroup;
        _isOver = !_cursor.SkipBlanks() || (_cursor.IsAtEnd && !isInGroup);
    }

    public bool MoveNext(out Address address)
    {
        address = default;
        SkipEmptyPlaces();
        if (_isInGroup && (_isOver || _cursor.IsAtEnd || _cursor.Next == (byte)';'))
        {
            address = new(AddressKind.GroupEnd, default, default, default, default, default, AddressFaults.None);
            _isInGroup = false;
            return true;
        }

        if (_isOver)
        {
            return false;
        }

        var start = _cursor.At;
        var isPhrase = _cursor.Phrase(out var phrase);
        if (isPhrase && _cursor.Next == (byte)':' && !_isInGroup)
        {
            _cursor.At++;
            _isOver = !_cursor.SkipBlanks();
            _isInGroup = true;
            address = new(AddressKind.GroupStart, phrase, default, default, default, default, AddressFaults.None);
            return true;
        }

        if (isPhrase && _cursor.Next == (byte)'<')
        {
            address = Angle(phrase);
        }
        else
        {
            _cursor.At = start;
            address = Bare();
        }

        GoOn();
        return true;
    }

    /// <summary>RFC 5322 §4.4: a list may have nothing between its commas.</summary>
    private void SkipEmptyPlaces()
    {
        while (!_isOver && (_cursor.Next == (byte)',' || (_cursor.Next == (byte)';' && !_isInGroup)))
        {
            GoOn();
        }
    }

    /// <summary>To the next separator, and behind it unless it ends a group.</summary>
    private void GoOn()
    {
        var isWhole = true;
        while (isWhole && !_cursor.IsAtEnd && _cursor.Next is not ((byte)',' or (byte)';'))
        {
            isWhole = _cursor.Next == (byte)'"' ? _cursor.SkipQuoted() : _cursor.SkipOctet();
            isWhole &= _cursor.SkipBlanks();
        }

        if (_isInGroup && _cursor.Next == (byte)';')
        {
            return;
        }

        _isOver = !isWhole || _cursor.IsAtEnd;
        if (!_isOver)
        {
            _cursor.At++;
            _isOver = !_cursor.SkipBlanks() || _cursor.IsAtEnd;
        }
    }

    private Address Angle(Slice name)
    {
        var faults = AddressFaults.None;
        Slice route = default, local = default, domain = default;
        _cursor.At++;
        var isWhole = _cursor.SkipBlanks() && !_cursor.IsAtEnd;
        if (isWhole && _cursor.Next == (byte)'@' && !_cursor.Route(out route))
        {
            faults |= AddressFaults.BrokenRoute;
            isWhole = !_cursor.IsAtEnd;
        }

        if (isWhole && _cursor.Next != (byte)'>')
        {
            isWhole = _cursor.LocalPart(out local) && (_cursor.Next != (byte)'@' || _cursor.Domain(out domain));
        }

        if (!isWhole || _cursor.Next != (byte)'>')
        {
            // "<undisclosed-recipients:;>" is one thing.
            faults |= AddressFaults.BrokenAngle;
            _cursor.SkipTo(">,"u8);
        }
        else
        {
            _cursor.At++;
            _cursor.SkipBlanks();
        }

        return Complete(name, comment: default, route, local, domain, faults);
    }

    private Address Bare()
    {
        _cursor.Comment = default;
        var start = _cursor.At;
        var isQuoted = _cursor.Next == (byte)'"';
        _cursor.LocalPart(out var local);
        Slice domain = default, name = default;
        if (_cursor.Next == (byte)'@')
        {
            _cursor.Domain(out domain);
        }
        else if (_cursor.Comment.IsEmpty)
        {
            // Words without an "@", more than one or in quotes, are a name somebody wrote in place of an address.
            _cursor.Phrase(out var more);
            if (!more.IsEmpty)
            {
                name = new(start, more.Offset + more.Length - start);
                local = default;
            }
            else if (isQuoted)
            {
                (name, local) = (local, default);
            }
        }

        return Complete(name, _cursor.Comment, route: default, local, domain, AddressFaults.None);
    }

    private static Address Complete(Slice name, Slice comment, Slice route, Slice local, Slice domain, AddressFaults faults)
    {
        faults |= local.IsEmpty ? AddressFaults.NoMailbox : AddressFaults.None;
        faults |= domain.IsEmpty ? AddressFaults.NoDomain : AddressFaults.None;
        return new(AddressKind.Mailbox, name, comment, route, local, domain, faults);
    }
}
