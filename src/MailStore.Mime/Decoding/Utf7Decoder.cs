namespace MailStore.Mime.Decoding;

/// <summary>
/// UTF-7 (RFC 2152): "+" opens a run of base64 with UTF-16 in it, which the first octet outside of base64 ends, a "-" being
/// taken with it. Octets above 127 have no place in it and are windows-1252.
/// </summary>
internal sealed class Utf7Decoder
{
    private uint _bits;
    private int _bitCount;
    private bool _isShifted;
    private bool _isRunEmpty;

    public void Begin() => (_bits, _bitCount, _isShifted, _isRunEmpty) = (0, 0, false, false);

    public bool Decode(ReadOnlySpan<byte> input, Span<char> output, out int consumed, out int written)
    {
        written = 0;
        for (consumed = 0; consumed < input.Length; consumed++)
        {
            if (written == output.Length)
            {
                return false;
            }

            var octet = input[consumed];
            if (!_isShifted)
            {
                if (octet == (byte)'+')
                {
                    (_bits, _bitCount, _isShifted, _isRunEmpty) = (0, 0, true, true);
                }
                else
                {
                    output[written++] = Windows1252.ToChar(octet);
                }

                continue;
            }

            var value = Value(octet);
            if (value < 0)
            {
                EndRun(octet, output, ref written);
                continue;
            }

            _isRunEmpty = false;
            _bits = (_bits << 6) | (uint)value;
            _bitCount += 6;
            if (_bitCount >= 16)
            {
                _bitCount -= 16;
                output[written++] = (char)(_bits >> _bitCount);
            }
        }

        return true;
    }

    private void EndRun(byte octet, Span<char> output, ref int written)
    {
        _isShifted = false;
        if (octet != (byte)'-')
        {
            output[written++] = Windows1252.ToChar(octet);
        }
        else if (_isRunEmpty)
        {
            output[written++] = '+';
        }
    }

    private static int Value(byte octet) => octet switch
    {
        >= (byte)'A' and <= (byte)'Z' => octet - 'A',
        >= (byte)'a' and <= (byte)'z' => octet - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => octet - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
