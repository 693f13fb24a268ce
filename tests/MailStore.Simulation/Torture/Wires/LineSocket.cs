using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailStore.Simulation.Torture.Wires;

/// <summary>Lines and counted octets over a socket, as text of Latin-1: an octet a character.</summary>
internal sealed class LineSocket : IDisposable
{
    private const int PatienceSeconds = 60;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _octets = new byte[64 * 1024];
    private int _start;
    private int _end;

    public static async Task<LineSocket> ConnectAsync(IPEndPoint place)
    {
        var line = new LineSocket();
        try
        {
            await line._socket.ConnectAsync(place);
            return line;
        }
        catch (SocketException refused)
        {
            line.Dispose();
            throw new ServerGoneException("Nobody listens.", refused);
        }
    }

    public async Task SendAsync(string text)
    {
        try
        {
            var octets = Encoding.Latin1.GetBytes(text);
            for (var sent = 0; sent < octets.Length;)
            {
                sent += await _socket.SendAsync(octets.AsMemory(sent));
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            throw new ServerGoneException("The connection was lost while the client wrote.", gone);
        }
    }

    /// <summary>Without its CRLF.</summary>
    public async Task<string> LineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            var end = _octets.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            line.Append(Encoding.Latin1.GetString(_octets, _start, end < 0 ? _end - _start : end));
            if (end >= 0)
            {
                _start += end + 1;
                return line.Length > 0 && line[^1] == '\r' ? line.ToString(0, line.Length - 1) : line.ToString();
            }

            await FillAsync();
        }
    }

    public async Task<string> OctetsAsync(int count)
    {
        var text = new StringBuilder(count);
        while (text.Length < count)
        {
            if (_start == _end)
            {
                await FillAsync();
            }

            var taken = Math.Min(_end - _start, count - text.Length);
            text.Append(Encoding.Latin1.GetString(_octets, _start, taken));
            _start += taken;
        }

        return text.ToString();
    }

    public void Dispose() => _socket.Dispose();

    // A server that says nothing for so long hangs: that is a fault, not a slow disk.
    private async Task FillAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(PatienceSeconds));
        try
        {
            (_start, _end) = (0, await _socket.ReceiveAsync(_octets, patience.Token));
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            throw new ServerGoneException("The connection was lost while the client read.", gone);
        }
        catch (OperationCanceledException silence)
        {
            throw new TimeoutException($"The server has said nothing for {PatienceSeconds} seconds.", silence);
        }

        if (_end == 0)
        {
            throw new ServerGoneException("The server closed the connection.");
        }
    }
}
