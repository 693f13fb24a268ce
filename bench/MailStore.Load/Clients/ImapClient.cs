using System.Buffers.Text;
using System.Net;
using System.Text;

namespace MailStore.Load.Clients;

/// <summary>As little of an IMAP client as a measurement needs. It looks at the frame of every response, and passes over literals.</summary>
internal sealed class ImapClient : IDisposable
{
    private readonly LineStream _stream;
    private HashCode _hash;

    private ImapClient(LineStream stream) => _stream = stream;

    /// <summary>For whoever reads the socket without this client.</summary>
    public int Descriptor => _stream.Descriptor;

    /// <summary>Octets of the literals of the last command.</summary>
    public long LiteralOctets { get; private set; }

    /// <summary>Octets of the last command's whole answer.</summary>
    public long Octets { get; private set; }

    /// <summary>Of the literals of the last command, if <see cref="Hashes"/>; it holds within this process.</summary>
    public int LiteralHash => _hash.ToHashCode();

    public bool Hashes { get; set; }

    public static ImapClient LogIn(IPEndPoint place, string user, string password, bool isTls = false)
    {
        var client = new ImapClient(new(place, isTls));
        client.Until("* OK");
        client.Do($"LOGIN \"{user}\" \"{password}\"");
        return client;
    }

    public void Send(string text) => _stream.Send(text);

    public void Send(ReadOnlySpan<byte> octets) => _stream.Send(octets);

    /// <summary>One command, which must be answered OK.</summary>
    public void Do(string command) => Do(command, "?");

    /// <param name="kind">Of untagged responses with a number, as in FETCH.</param>
    /// <returns>How many of them came.</returns>
    public int Do(string command, string kind)
    {
        _stream.Send($"x {command}\r\n");
        return Finish(kind);
    }

    /// <summary>Reads up to the tagged line, which must be OK.</summary>
    public int Finish(string kind)
    {
        var (before, count) = (_stream.Taken, 0);
        (LiteralOctets, _hash) = (0, default);
        while (true)
        {
            var line = _stream.ReadLine();
            if (line.StartsWith("x "u8))
            {
                Octets = _stream.Taken - before;
                return line.StartsWith("x OK"u8) ? count : throw new InvalidDataException(Encoding.Latin1.GetString(line));
            }

            count += IsKind(line, kind) ? 1 : 0;
            PassLiterals(line);
        }
    }

    /// <summary>Reads on to a line that starts like this.</summary>
    public string Until(string start)
    {
        while (true)
        {
            var line = _stream.ReadLine();
            if (line.Length >= start.Length && Ascii.EqualsIgnoreCase(line[..start.Length], start))
            {
                return Encoding.Latin1.GetString(line);
            }

            if (line.StartsWith("x NO"u8) || line.StartsWith("x BAD"u8) || line.StartsWith("* BYE"u8))
            {
                throw new InvalidDataException(Encoding.Latin1.GetString(line));
            }

            PassLiterals(line);
        }
    }

    /// <summary>The untagged line of a command that starts like this; the command must be answered OK.</summary>
    public string Ask(string command, string start)
    {
        _stream.Send($"x {command}\r\n");
        var line = Until(start);
        Finish("?");
        return line;
    }

    public void Dispose() => _stream.Dispose();

    private static bool IsKind(ReadOnlySpan<byte> line, string kind)
    {
        if (!line.StartsWith("* "u8))
        {
            return !line.StartsWith("+"u8) ? throw new InvalidDataException("Neither untagged nor ours: " + Encoding.Latin1.GetString(line)) : false;
        }

        var rest = line[2..];
        var space = rest.IndexOf((byte)' ');
        return space > 0 && rest.Length >= space + 1 + kind.Length && Ascii.Equals(rest.Slice(space + 1, kind.Length), kind);
    }

    // Behind each literal the response goes on with a line, which may end with the size of another one.
    private void PassLiterals(ReadOnlySpan<byte> line)
    {
        while (line.EndsWith("}"u8) && line.LastIndexOf((byte)'{') is >= 0 and var open && Utf8Parser.TryParse(line[(open + 1)..], out int left, out _))
        {
            LiteralOctets += left;
            while (left > 0)
            {
                var piece = _stream.ReadSome(left);
                left -= piece.Length;
                if (Hashes)
                {
                    HashEach(piece);
                }
            }

            line = _stream.ReadLine();
        }
    }

    // AddBytes depends on where pieces are cut; octet for octet it does not.
    private void HashEach(ReadOnlySpan<byte> piece)
    {
        foreach (var octet in piece)
        {
            _hash.Add(octet);
        }
    }
}
