using MailStore.Syntax.Message;
using MailStore.Wire.Parsing;

namespace MailStore.Mime.Headers;

/// <summary>
/// Walks the addresses of a field's value. The generated parser says what they are; from the first one on that is not as
/// the RFC has it, obsolete forms included, the scanner does.
/// </summary>
public ref struct AddressReader
{
    private readonly Frame _frame;
    private NextAddressListView _next;
    private AddressScanner _scanner;
    private AddressCursor _place;
    private Syntax.Message.Address _entry;
    private bool _isScanning;
    private bool _isInGroup;
    private bool _isGroupEnding;
    private bool _isOver;

    public AddressReader(Frame frame)
    {
        _frame = frame;
        if (MessageParser.ParseAddressList(frame, out var list, out _) != ParseStatus.Complete)
        {
            Scan(from: 0);
            return;
        }

        _place = new(Text, at: 0);
        _place.SkipBlanks();
        _entry = list.Address;
        _next = list.NextAddresses.In(frame);
    }

    public Address Current { get; private set; }

    private readonly ReadOnlySpan<byte> Text => _frame.Bytes[..^2];

    public bool MoveNext()
    {
        while (!_isScanning && !_isGroupEnding && !_isOver)
        {
            if (TakeEntry())
            {
                return true;
            }
        }

        if (_isGroupEnding)
        {
            Current = new(AddressKind.GroupEnd, default, default, default, default, default, AddressFaults.None);
            _isGroupEnding = false;
            _isInGroup = false;
            return true;
        }

        Address address = default;
        var isThere = _isScanning && _scanner.MoveNext(out address);
        Current = address;
        return isThere;
    }

    private void Scan(int from)
    {
        _scanner = new(Text, from, _isInGroup);
        _isScanning = true;
    }

    /// <summary>Looks at the entry in hand and goes on to the next one. True if it was something to show.</summary>
    private bool TakeEntry()
    {
        var start = _place.At;
        var entry = _entry;
        var separator = _next.MoveNext() ? _next.Current.AddressSeparator : AddressSeparatorKind.None;
        var isEmpty = entry.DisplayWords.IsEmpty && !entry.Angle;
        var isPlain = separator == AddressSeparatorKind.Colon ? TakeGroup(entry) : isEmpty || TakeAddress(entry, start);
        if (!isPlain)
        {
            Scan(start);
            return false;
        }

        GoBehind(entry);
        if (separator == AddressSeparatorKind.None)
        {
            // A group that nobody closed ends with the field.
            _isOver = true;
            _isGroupEnding = _isInGroup;
        }
        else
        {
            _place.At++;
            _place.SkipBlanks();
            _entry = _next.Current.Address;
            _isGroupEnding = _isInGroup && separator == AddressSeparatorKind.Semicolon;
        }

        return !isEmpty;
    }

    private bool TakeGroup(in Syntax.Message.Address entry)
    {
        if (_isInGroup || entry.Angle || entry.DisplayWords.IsEmpty || !entry.DomainParts.IsEmpty)
        {
            return false;
        }

        _isInGroup = true;
        Current = new(AddressKind.GroupStart, Of(entry.DisplayWords), default, default, default, default, AddressFaults.None);
        return true;
    }

    private bool TakeAddress(in Syntax.Message.Address entry, int start)
    {
        if (entry.Angle)
        {
            if (entry.Routed || !IsWhole(entry.LocalWords) || !IsWhole(entry.AngleDomainParts))
            {
                return false;
            }

            // "a@b <a@b>": the first one is what people are to see.
            var name = entry.DomainParts.IsEmpty ? Of(entry.DisplayWords) : new(start, End(entry.DomainParts) - start);
            Current = Complete(name, comment: default, Of(entry.LocalWords), Of(entry.AngleDomainParts));
            return true;
        }

        var isAddress = !entry.DomainParts.IsEmpty && IsWhole(entry.DisplayWords) && IsWhole(entry.DomainParts);
        if (isAddress || IsOneAtom(entry))
        {
            Current = Complete(name: default, CommentIn(start, entry), Of(entry.DisplayWords), Of(entry.DomainParts));
            return true;
        }

        return false;
    }

    private static Address Complete(Slice name, Slice comment, Slice local, Slice domain)
    {
        var faults = (local.IsEmpty ? AddressFaults.NoMailbox : AddressFaults.None)
            | (domain.IsEmpty ? AddressFaults.NoDomain : AddressFaults.None);
        return new(AddressKind.Mailbox, name, comment, Route: default, local, domain, faults);
    }

    /// <summary>Puts the place behind the entry, at its separator. Blanks and comments belong to what they follow.</summary>
    private void GoBehind(in Syntax.Message.Address entry)
    {
        if (!entry.Angle)
        {
            _place.At = entry.DisplayWords.IsEmpty ? _place.At : End(entry.DomainParts.IsEmpty ? Of(entry.DisplayWords) : Of(entry.DomainParts));
            _place.SkipBlanks();
            return;
        }

        if (!entry.LocalWords.IsEmpty)
        {
            _place.At = End(entry.AngleDomainParts.IsEmpty ? Of(entry.LocalWords) : Of(entry.AngleDomainParts));
        }
        else
        {
            _place.At = entry.DisplayWords.IsEmpty ? _place.At : End(entry.DomainParts.IsEmpty ? Of(entry.DisplayWords) : Of(entry.DomainParts));
            _place.SkipBlanks();
            _place.At++;
        }

        _place.SkipBlanks();
        _place.At++;
        _place.SkipBlanks();
    }

    /// <summary>The last comment inside of an address or behind it.</summary>
    private readonly Slice CommentIn(int start, in Syntax.Message.Address entry)
    {
        var end = End(entry.DomainParts.IsEmpty ? Of(entry.DisplayWords) : Of(entry.DomainParts));
        if (!Text[start..end].Contains((byte)'('))
        {
            return default;
        }

        var cursor = new AddressCursor(Text[..end], start);
        while (cursor.SkipBlanks() && !cursor.IsAtEnd)
        {
            if (cursor.Next == (byte)'"')
            {
                cursor.SkipQuoted();
            }
            else
            {
                cursor.SkipWord();
            }
        }

        return cursor.Comment;
    }

    /// <summary>True if these words are one local part: blanks stand only at dots (RFC 5322 §4.4 obs-local-part).</summary>
    private readonly bool IsWhole(PhraseWordList words)
    {
        var isFirst = true;
        var isDotBefore = true;
        foreach (var item in words.In(_frame))
        {
            var raw = item.Word.Raw(_frame);
            var isAtom = item.Word.Kind == StrKind.Atom;
            if (!isFirst && !isDotBefore && !(isAtom && raw.StartsWith("."u8)))
            {
                return false;
            }

            isFirst = false;
            isDotBefore = isAtom && raw.EndsWith("."u8);
        }

        return true;
    }

    /// <summary>The same for a domain (obs-domain).</summary>
    private readonly bool IsWhole(DomainPartList parts)
    {
        var isDotBefore = true;
        foreach (var part in parts.In(_frame))
        {
            var atom = part.DomainAtom.Of(_frame);
            if (!isDotBefore && !atom.StartsWith("."u8))
            {
                return false;
            }

            isDotBefore = atom.EndsWith("."u8);
        }

        return true;
    }

    /// <summary>"root" in the mail of cron.</summary>
    private readonly bool IsOneAtom(in Syntax.Message.Address entry)
    {
        if (!entry.DomainParts.IsEmpty)
        {
            return false;
        }

        var words = entry.DisplayWords.In(_frame);
        return words.MoveNext() && words.Current.Word.Kind == StrKind.Atom && !words.MoveNext();
    }

    private static Slice Of(PhraseWordList words) => new(words.Offset, words.Length);

    private static Slice Of(DomainPartList parts) => new(parts.Offset, parts.Length);

    private static int End(Slice slice) => slice.Offset + slice.Length;

    private static int End(DomainPartList parts) => parts.Offset + parts.Length;
}
