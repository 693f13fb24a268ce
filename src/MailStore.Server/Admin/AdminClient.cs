using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace MailStore.Server.Admin;

/// <summary>A command's end of the admin socket. It serves one question.</summary>
internal sealed class AdminClient : IAsyncDisposable
{
    private readonly NetworkStream _stream;

    private AdminClient(NetworkStream stream) => _stream = stream;

    /// <summary>Null if no server runs on that store.</summary>
    public static async ValueTask<AdminClient?> TryConnectAsync(string data, CancellationToken cancel)
    {
        var path = AdminSocket.PathOf(Path.GetFullPath(data));
        if (!File.Exists(path))
        {
            return null;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new(new NetworkStream(socket, ownsSocket: true));
        }
        catch (SocketException)
        {
            // Left behind by a server that was killed, or not for us: then the store says so when it is opened.
            socket.Dispose();
            return null;
        }
    }

    /// <param name="arguments">With the verb under the name "verb".</param>
    /// <param name="cancel">Ends the question: the server hears that nobody waits any more.</param>
    /// <returns>All lines of the answer but the last.</returns>
    /// <exception cref="AdminFaultException">The server cannot do it, or ended meanwhile.</exception>
    public async IAsyncEnumerable<JsonElement> CallAsync(object arguments, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await _stream.WriteAsync(AdminLine.Of(arguments), cancel);
        using var reader = new StreamReader(_stream, Encoding.UTF8, leaveOpen: true);
        while (await ReadAsync(reader, cancel) is { } line)
        {
            if (!AdminLine.TryParse(Encoding.UTF8.GetBytes(line), out var value))
            {
                throw new AdminFaultException("The server answered with something that is no answer: it is perhaps of another version than the command.");
            }

            if (value.TryGetProperty(AdminLine.Fault, out var fault))
            {
                throw new AdminFaultException(fault.GetString()!);
            }

            if (value.TryGetProperty(AdminLine.End, out _))
            {
                yield break;
            }

            yield return value;
        }

        throw new AdminFaultException("The server ended before it had answered.");
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static async Task<string?> ReadAsync(StreamReader reader, CancellationToken cancel)
    {
        try
        {
            return await reader.ReadLineAsync(cancel);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
