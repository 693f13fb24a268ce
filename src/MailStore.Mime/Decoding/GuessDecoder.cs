using System.Buffers;
using System.Text.Unicode;

namespace MailStore.Mime.Decoding;

/// <summary>
/// Text of an unknown charset. The first octet above 127 decides: if it begins no sequence of UTF-8, all is windows-1252. If it
/// does, sequences of UTF-8 are read so, and windows-1252 are those octets that belong to none.
/// </summary>
internal sealed class GuessDecoder
{
    // The beginning of a sequence that the input ended in.
    private readonly byte[] _open = new byte[4];
    private int _length;
    private bool _isUtf8;
    private bool _isWindows;

    public void Begin() => (_length, _isUtf8, _isWindows) = (0, false, false);

    /// <summary>Reads as much as there is, or as much as fits.</summary>
    public bool Decode(ReadOnlySpan<byte> input, Span<char> output, bool isFinal, out int consumed, out int written)
    {
        consumed = 0;
        written = 0;
        if (_isWindows)
        {
            return DecodeWindows(input, output, ref consumed, ref written);
        }

        while (_length > 0)
        {
            if (output.Length - written < 2)
            {
                return false;
            }

            if (!CloseSequence(input[consumed..], isFinal, output[written..], out var taken, out var added))
            {
                consumed += taken;
                return true;
            }

            consumed += taken;
            written += added;
            if (_isWindows)
            {
                return DecodeWindows(input, output, ref consumed, ref written);
            }
        }

        while (true)
        {
            var status = Utf8.ToUtf16(input[consumed..], output[written..], out var read, out var added, replaceInvalidSequences: false, isFinalBlock: false);
            _isUtf8 |= read > added;
            consumed += read;
            written += added;
            if (status != OperationStatus.InvalidData && !(status == OperationStatus.NeedMoreData && isFinal))
            {
                return status != OperationStatus.DestinationTooSmall && Keep(input, ref consumed);
            }

            if (written == output.Length)
            {
                return false;
            }

            output[written++] = Windows1252.ToChar(input[consumed++]);
            if (!_isUtf8)
            {
                _isWindows = true;
                return DecodeWindows(input, output, ref consumed, ref written);
            }
        }
    }

    /// <summary>What is still held of a sequence that was none, and the rest.</summary>
    private bool DecodeWindows(ReadOnlySpan<byte> input, Span<char> output, ref int consumed, ref int written)
    {
        var held = 0;
        while (held < _length && written < output.Length)
        {
            output[written++] = Windows1252.ToChar(_open[held++]);
        }

        _open.AsSpan(held, _length - held).CopyTo(_open);
        _length -= held;
        while (consumed < input.Length && written < output.Length)
        {
            output[written++] = Windows1252.ToChar(input[consumed++]);
        }

        return _length == 0 && consumed == input.Length;
    }

    private bool Keep(ReadOnlySpan<byte> input, ref int consumed)
    {
        while (consumed < input.Length)
        {
            _open[_length++] = input[consumed++];
        }

        return true;
    }

    /// <summary>Goes on with a sequence that an input before began. False if it is still open.</summary>
    private bool CloseSequence(ReadOnlySpan<byte> input, bool isFinal, Span<char> output, out int taken, out int added)
    {
        taken = 0;
        while (true)
        {
            var status = Utf8.ToUtf16(_open.AsSpan(0, _length), output, out var read, out added, replaceInvalidSequences: false, isFinalBlock: false);
            if (status == OperationStatus.NeedMoreData)
            {
                if (taken < input.Length)
                {
                    _open[_length++] = input[taken++];
                    continue;
                }

                if (!isFinal)
                {
                    return false;
                }
            }

            _isUtf8 |= read > added;
            if (read == 0)
            {
                output[0] = Windows1252.ToChar(_open[0]);
                (read, added) = (1, 1);
                _isWindows = !_isUtf8;
            }

            _open.AsSpan(read, _length - read).CopyTo(_open);
            _length -= read;
            return true;
        }
    }
}
