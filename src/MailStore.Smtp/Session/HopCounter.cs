namespace MailStore.Smtp.Session;

/// <summary>Counts the Received fields of a header that passes by, in pieces of any size (RFC 5321 §6.3). Looks no further than the empty line.</summary>
internal struct HopCounter
{
    private byte _matched;
    private bool _isOff;

    public int Hops { get; private set; }

    /// <summary>The empty line has passed.</summary>
    public bool IsOver { get; private set; }

    public void Take(ReadOnlySpan<byte> octets)
    {
        while (!IsOver && !octets.IsEmpty)
        {
            if (_isOff)
            {
                var feed = octets.IndexOf((byte)'\n');
                if (feed < 0)
                {
                    return;
                }

                octets = octets[(feed + 1)..];
                (_isOff, _matched) = (false, 0);
                continue;
            }

            Step(octets[0]);
            octets = octets[1..];
        }
    }

    // One octet at the start of a line.
    private void Step(byte octet)
    {
        var word = "received:"u8;
        if (_matched == 0 && octet is (byte)'\r' or (byte)'\n')
        {
            // The carriage return of an empty line: nothing else begins with one.
            IsOver = true;
        }
        else if ((octet | 0x20) == word[_matched] || (octet == (byte)':' && word[_matched] == (byte)':'))
        {
            if (++_matched == word.Length)
            {
                Hops++;
                _isOff = true;
            }
        }
        else
        {
            _isOff = octet != (byte)'\n';
            _matched = 0;
        }
    }
}
