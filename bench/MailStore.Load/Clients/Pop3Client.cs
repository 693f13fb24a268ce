using System.Net;
using System.Text;

namespace MailStore.Load.Clients;

/// <summary>As little of a POP3 client as a measurement needs: it looks for the ends of responses and keeps nothing.</summary>
internal sealed class Pop3Client : IDisposable
{
    private readonly LineStream _stream;

    private Pop3Client(LineStream stream) => _stream = stream;

    /// <summary>Read so far.</summary>
    public long Octets => _stream.Taken;

    public static Pop3Client LogIn(IPEndPoint place, string user, string password)
    {
        var client = new Pop3Client(new(place));
        client.ReadFirst();
        client.Do("USER " + user);
        client.Do("PASS " + password);
        return client;
    }

    public void Send(string text) => _stream.Send(text);

    /// <summary>A response of one line.</summary>
    public string Do(string command)
    {
        _stream.Send(command + "\r\n");
        return Encoding.Latin1.GetString(ReadFirst());
    }

    /// <summary>Reads a response that ends with a dot.</summary>
    /// <returns>Octets behind its first line, with the dot.</returns>
    public long ReadLong()
    {
        ReadFirst();
        var before = _stream.Taken;
        while (_stream.ReadLine() is not [(byte)'.'])
        {
        }

        return _stream.Taken - before;
    }

    public void Dispose() => _stream.Dispose();

    private ReadOnlySpan<byte> ReadFirst()
    {
        var line = _stream.ReadLine();
        return line.StartsWith("+OK"u8) ? line : throw new InvalidDataException(Encoding.Latin1.GetString(line));
    }
}
