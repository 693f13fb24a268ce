using System.Text;

namespace MailStore.Load.Clients;

/// <summary>Reads an IMAP server's answer as fast as it comes: how many responses of a kind it had, and how many octets. Literals are passed over unseen.</summary>
internal sealed class ReplyCounter(Stream stream)
{
    private readonly byte[] _octets = new byte[256 * 1024];
    private int _start;
    private int _end;

    public int Responses { get; private set; }

    public long Octets { get; private set; }

    /// <summary>Reads up to the tagged line, which must be OK.</summary>
    /// <param name="kind">Second word of the responses that are counted, as in FETCH.</param>
    public async ValueTask ReadAsync(string tag, string kind)
    {
        (Responses, Octets) = (0, 0);
        var isContinued = false;
        while (true)
        {
            var length = await ReadLineAsync();
            var line = _octets.AsSpan(_start, length);
            var literal = LiteralOf(line);
            if (!isContinued && Count(line, tag, kind))
            {
                _start += length;
                return;
            }

            _start += length;
            Octets += length;
            isContinued = literal >= 0;
            if (isContinued)
            {
                await SkipAsync(literal);
            }
        }
    }

    // True at the tagged line.
    private bool Count(ReadOnlySpan<byte> line, string tag, string kind)
    {
        if (line.StartsWith("* "u8))
        {
            var rest = line[2..];
            var space = rest.IndexOf((byte)' ');
            Responses += space > 0 && Ascii.Equals(rest[(space + 1)..Math.Min(rest.Length, space + 1 + kind.Length)], kind) ? 1 : 0;
            return false;
        }

        if (!Ascii.Equals(line[..Math.Min(line.Length, tag.Length)], tag))
        {
            throw new InvalidDataException($"Neither untagged nor {tag}: {Encoding.Latin1.GetString(line)}");
        }

        return line[tag.Length..].StartsWith(" OK"u8) ? true : throw new InvalidDataException(Encoding.Latin1.GetString(line));
    }

    // -1 if the line does not end with a literal's size.
    private static int LiteralOf(ReadOnlySpan<byte> line)
    {
        if (!line.EndsWith("}\r\n"u8))
        {
            return -1;
        }

        var open = line.LastIndexOf((byte)'{');
        return open >= 0 && int.TryParse(line[(open + 1)..^3], out var size) ? size : -1;
    }

    private async ValueTask<int> ReadLineAsync()
    {
        var seen = 0;
        while (true)
        {
            var feed = _octets.AsSpan(_start + seen, _end - _start - seen).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                return seen + feed + 1;
            }

            seen = _end - _start;
            await FillAsync();
        }
    }

    private async ValueTask SkipAsync(int count)
    {
        Octets += count;
        while (count > _end - _start)
        {
            count -= _end - _start;
            (_start, _end) = (0, 0);
            await FillAsync();
        }

        _start += count;
    }

    private async ValueTask FillAsync()
    {
        if (_start > 0)
        {
            _octets.AsSpan(_start, _end - _start).CopyTo(_octets);
            (_start, _end) = (0, _end - _start);
        }

        var read = _end == _octets.Length ? throw new InvalidDataException("A line is too long.") : await stream.ReadAsync(_octets.AsMemory(_end));
        _end += read > 0 ? read : throw new InvalidDataException("The server closed the connection.");
    }
}
