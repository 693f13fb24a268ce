using System.Buffers;
using System.Text.Unicode;

namespace MailStore.Mime.Decoding;

/// <summary>Text of an unknown charset: sequences that are UTF-8 are read so, any other octet is one of windows-1252.</summary>
internal sealed class GuessDecoder
{
    // The beginning of a sequence that the input ended in.
    private readonly byte[] _open = new byte[4];
    private int _length;

    public void Begin() => _length = 0;

    /// <summary>Reads as much as there is, or as much as fits.</summary>
    public bool Decode(ReadOnlySpan<byte> input, Span<char> output, bool isFinal, out int consumed, out int written)
    {
        consumed = 0;
        written = 0;
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
        }

        while (true)
        {
            var status = Utf8.ToUtf16(input[consumed..], output[written..], out var read, out var added, replaceInvalidSequences: false, isFinalBlock: false);
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
        }
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

            if (read == 0)
            {
                output[0] = Windows1252.ToChar(_open[0]);
                (read, added) = (1, 1);
            }

            _open.AsSpan(read, _length - read).CopyTo(_open);
            _length -= read;
            return true;
        }
    }
}
