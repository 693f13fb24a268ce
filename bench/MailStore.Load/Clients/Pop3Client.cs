using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailStore.Load.Clients;

/// <summary>As little of a POP3 client as a measurement needs: it looks for the ends of responses and keeps nothing.</summary>
internal sealed class Pop3Client : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly byte[] _octets = new byte[256 * 1024];
    private NetworkStream _stream = null!;
    private int _start;
    private int _end;

    /// <summary>Read so far.</summary>
    public long Octets { get; private set; }

    public static async Task<Pop3Client> LogInAsync(IPEndPoint place, string user, string password)
    {
        var client = new Pop3Client();
        await client._client.ConnectAsync(place);
        client._stream = client._client.GetStream();
        await client.ReadLineAsync();
        await client.DoAsync("USER " + user);
        await client.DoAsync("PASS " + password);
        return client;
    }

    public async ValueTask SendAsync(string text) => await _stream.WriteAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>A response of one line.</summary>
    public async ValueTask DoAsync(string command)
    {
        await SendAsync(command + "\r\n");
        await ReadLineAsync();
    }

    /// <summary>A response that ends with a dot.</summary>
    public async ValueTask DoLongAsync(string command)
    {
        await SendAsync(command + "\r\n");
        await ReadLongAsync();
    }

    public ValueTask RetrieveAsync(int number) => DoLongAsync(string.Create(CultureInfo.InvariantCulture, $"RETR {number}"));

    public async ValueTask ReadLongAsync()
    {
        await ReadLineAsync();

        // The line feed of the first line may be the one in front of the dot.
        _start -= 2;
        Octets -= 2;
        while (true)
        {
            var end = _octets.AsSpan(_start, _end - _start).IndexOf("\r\n.\r\n"u8);
            if (end >= 0)
            {
                Take(end + 5);
                return;
            }

            Take(Math.Max(0, _end - _start - 4));
            await FillAsync();
        }
    }

    public void Dispose() => _client.Dispose();

    private async ValueTask ReadLineAsync()
    {
        int end;
        while ((end = _octets.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0)
        {
            await FillAsync();
        }

        if (_octets[_start] != (byte)'+')
        {
            throw new InvalidDataException(Encoding.Latin1.GetString(_octets, _start, end));
        }

        Take(end + 1);
    }

    private void Take(int length)
    {
        _start += length;
        Octets += length;
    }

    private async ValueTask FillAsync()
    {
        // Two octets in front stay, for whoever steps back.
        if (_start > _octets.Length / 2)
        {
            _octets.AsSpan(_start - 2, _end - _start + 2).CopyTo(_octets);
            (_start, _end) = (2, _end - _start + 2);
        }

        var read = _end == _octets.Length ? throw new InvalidDataException("A line is too long.") : await _stream.ReadAsync(_octets.AsMemory(_end));
        _end += read > 0 ? read : throw new InvalidDataException("The server closed the connection.");
    }
}
