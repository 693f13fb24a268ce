using System.Buffers;
using System.Buffers.Text;

namespace MailStore.Mime.Decoding;

/// <summary>
/// RFC 2045 §6.8. Octets outside of the alphabet are passed over. "=" behind digits of a group is the end: what follows it is nothing of the
/// data, such as the lines that mailing lists add. A single digit at the end stands for nothing.
/// </summary>
internal sealed class Base64Decoder
{
    private const byte None = 0xFF;

    private static readonly SearchValues<byte> Digits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    private static readonly byte[] Values = MakeValues();

    // Digits of a group that is not complete.
    private uint _bits;
    private int _digits;
    private bool _isOver;

    public void Begin() => (_bits, _digits, _isOver) = (0, 0, false);

    public bool Decode(ref DecodeCursor cursor, bool isFinal)
    {
        while (!cursor.Input.IsEmpty)
        {
            if (_isOver)
            {
                cursor.Take(cursor.Input.Length, 0);
                break;
            }

            if (_digits == 0 && DecodeRun(ref cursor))
            {
                continue;
            }

            if (cursor.Room.Length < 3)
            {
                return false;
            }

            var octet = cursor.Input[0];
            cursor.Take(1, 0);
            if (octet == (byte)'=' && _digits > 1)
            {
                EndGroup(ref cursor);
                _isOver = true;
            }
            else if (Values[octet] != None)
            {
                _bits = (_bits << 6) | Values[octet];
                if (++_digits == 4)
                {
                    EndGroup(ref cursor);
                }
            }
        }

        if (!isFinal || _digits == 0)
        {
            return true;
        }

        if (cursor.Room.Length < 3)
        {
            return false;
        }

        EndGroup(ref cursor);
        return true;
    }

    /// <summary>Whole groups without anything between. False if there is none, or no room for one.</summary>
    private static bool DecodeRun(ref DecodeCursor cursor)
    {
        var input = cursor.Input;
        if (input.Length < 4 || !Digits.Contains(input[0]))
        {
            return false;
        }

        var end = input.IndexOfAnyExcept(Digits);
        var groups = Math.Min((end < 0 ? input.Length : end) / 4, cursor.Room.Length / 3);
        if (groups == 0)
        {
            return false;
        }

        Base64.DecodeFromUtf8(input[..(groups * 4)], cursor.Room, out var consumed, out var written);
        cursor.Take(consumed, written);
        return true;
    }

    private void EndGroup(ref DecodeCursor cursor)
    {
        var octets = _digits * 6 / 8;
        var bits = _bits << ((4 - _digits) * 6);
        for (var i = 0; i < octets; i++)
        {
            cursor.Room[0] = (byte)(bits >> (16 - (8 * i)));
            cursor.Take(0, 1);
        }

        (_bits, _digits) = (0, 0);
    }

    private static byte[] MakeValues()
    {
        var values = new byte[256];
        values.AsSpan().Fill(None);
        var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < digits.Length; i++)
        {
            values[digits[i]] = (byte)i;
        }

        return values;
    }
}
