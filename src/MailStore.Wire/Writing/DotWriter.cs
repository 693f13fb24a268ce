using System.Buffers;
using System.IO.Pipelines;

namespace MailStore.Wire.Writing;

/// <summary>
/// Writes a message as a multi-line response (RFC 1939 §3): stuffs dots and ends with the dot line. The message may come in pieces,
/// with flushes between. Clients that end lines at a line feed alone would find the end of the response wherever a sender wanted it:
/// a dot behind such a line feed is stuffed too, and the line feed is written as CRLF unless it is to be kept.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="keepsLineFeeds">What is written is what was given, octet by octet, but for the dots.</param>
public sealed class DotWriter(PipeWriter output, bool keepsLineFeeds = false)
{
    private bool _isLineStart = true;
    private bool _isLoneLineFeed;
    private bool _isAfterCr;

    public void Write(ReadOnlySpan<byte> message)
    {
        var start = 0;
        var at = 0;
        while (at < message.Length)
        {
            if (_isLineStart && message[at] == (byte)'.')
            {
                output.Write(message[start..at]);
                output.Write("."u8);
                start = at;
            }

            var length = message[at..].IndexOf((byte)'\n');
            if (length < 0)
            {
                _isLineStart = false;
                _isAfterCr = message[^1] == (byte)'\r';
                break;
            }

            var end = at + length;
            _isLoneLineFeed = length > 0 ? message[end - 1] != (byte)'\r' : !_isAfterCr;
            if (_isLoneLineFeed && !keepsLineFeeds)
            {
                output.Write(message[start..end]);
                output.Write("\r\n"u8);
                start = end + 1;
            }

            _isLineStart = true;
            _isAfterCr = false;
            at = end + 1;
        }

        output.Write(message[start..]);
    }

    /// <summary>Ends the last line if the message does not, and the response. The writer is ready for the next one.</summary>
    public void End()
    {
        output.Write(_isLineStart && !(_isLoneLineFeed && keepsLineFeeds) ? ".\r\n"u8 : "\r\n.\r\n"u8);
        _isLineStart = true;
        _isLoneLineFeed = false;
        _isAfterCr = false;
    }
}
