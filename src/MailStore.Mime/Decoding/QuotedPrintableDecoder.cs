using System.Buffers;

namespace MailStore.Mime.Decoding;

/// <summary>
/// RFC 2045 §6.7. Blanks before a line end are taken away, behind a soft break's "=" too (rule 3): relays add them. An
/// "=" that nothing of the kind follows stands for itself.
/// </summary>
internal sealed class QuotedPrintableDecoder
{
    private static readonly SearchValues<byte> Stops = SearchValues.Create("=\r\n"u8);

    // An "=" or blanks, and what followed them, as long as it is open what they are.
    private HeldOctets _held;

    public void Begin() => _held.Clear();

    public bool Decode(ref DecodeCursor cursor, bool isFinal)
    {
        while (true)
        {
            if (_held.HasDecided && !_held.Drain(ref cursor))
            {
                return false;
            }

            var input = cursor.Input;
            if (input.IsEmpty)
            {
                break;
            }

            if (_held.IsEmpty && TakeUsual(ref cursor, out var isFull))
            {
                if (isFull)
                {
                    return false;
                }

                continue;
            }

            // One octet of a whole pair may need room.
            if (cursor.Room.IsEmpty)
            {
                return false;
            }

            TakeOctet(input[0], ref cursor);
        }

        return !isFinal || End(ref cursor);
    }

    /// <summary>What nearly all text is made of and what is clear at once: text up to a stop, an octet in hex, a line's end. False for all else.</summary>
    private static bool TakeUsual(ref DecodeCursor cursor, out bool isFull)
    {
        isFull = false;
        var input = cursor.Input;
        if (input is [(byte)'=', var high, var low, ..] && !cursor.Room.IsEmpty && HexDigits.TryRead(high, low, out var value))
        {
            cursor.Room[0] = value;
            cursor.Take(3, 1);
            return true;
        }

        if (input is [(byte)'\r', (byte)'\n', ..])
        {
            return cursor.Room.Length >= 2 && cursor.Copy(2);
        }

        var stop = input.IndexOfAny(Stops);
        var plain = stop < 0 ? input.Length : stop;

        // Blanks before a line's end are none of the text, and it is not known yet what follows the last ones.
        while (plain > 0 && (stop < 0 || input[stop] != (byte)'=') && input[plain - 1] is (byte)' ' or (byte)'\t')
        {
            plain--;
        }

        isFull = !cursor.Copy(plain);
        return plain > 0;
    }

    private void TakeOctet(byte octet, ref DecodeCursor cursor)
    {
        if (_held.IsFull)
        {
            _held.Decide();
        }
        else if (_held.IsEmpty || IsMore(octet))
        {
            _held.Add(octet);
            cursor.Take(1, 0);
        }
        else if (octet == (byte)'\n')
        {
            EndLine();
            cursor.Take(1, 0);
        }
        else if (_held is { Length: 2, First: (byte)'=' } && HexDigits.TryRead(_held.Last, octet, out var value))
        {
            cursor.Room[0] = value;
            cursor.Take(1, 1);
            _held.Clear();
        }
        else
        {
            _held.Decide();
        }

        if (_held is { Length: 1, First: (byte)'\n', HasDecided: false })
        {
            _held.Decide();
        }
    }

    /// <summary>True if it is still open what is held, with this octet behind it.</summary>
    private bool IsMore(byte octet)
    {
        if (_held.Last == (byte)'\r')
        {
            return false;
        }

        var isHexOpen = _held is { Length: 1, First: (byte)'=' } && HexDigits.Is(octet);
        var isBlankOpen = octet is (byte)' ' or (byte)'\t' or (byte)'\r' && !HexDigits.Is(_held.Last);
        return isHexOpen || isBlankOpen;
    }

    /// <summary>A line feed came: a soft break is nothing, and of a line's end nothing but it stays.</summary>
    private void EndLine()
    {
        var isSoft = _held.First == (byte)'=' && !HexDigits.Is(_held.Last);
        var isPair = _held.Last == (byte)'\r';
        var isText = _held.First == (byte)'=' && !isSoft;
        if (!isText)
        {
            _held.Clear();
        }

        if (!isSoft)
        {
            if (isPair)
            {
                _held.Add((byte)'\r');
            }

            _held.Add((byte)'\n');
            _held.Decide();
        }
    }

    private bool End(ref DecodeCursor cursor)
    {
        // What is held at the very end: blanks and a soft break are nothing, the rest stands for itself.
        if (!_held.IsEmpty && !_held.HasDecided)
        {
            if (_held.First == (byte)'=' && !HexDigits.Is(_held.Last))
            {
                _held.Clear();
            }
            else
            {
                DropBlanks();
                _held.Decide();
            }
        }

        return _held.Drain(ref cursor);
    }

    private void DropBlanks()
    {
        while (!_held.IsEmpty && _held.Last is (byte)' ' or (byte)'\t')
        {
            _held.Drop(1);
        }
    }
}
