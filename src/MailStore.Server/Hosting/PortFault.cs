using System.Net;
using System.Net.Sockets;

namespace MailStore.Server.Hosting;

/// <summary>Why a place cannot be listened at, for a person.</summary>
internal static class PortFault
{
    /// <summary>Asks the system again, since the host says neither which place it was nor what to do. Null if all of them are free by now.</summary>
    public static string? Find(IEnumerable<IPEndPoint> places)
    {
        foreach (var place in places)
        {
            try
            {
                using var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(place);
            }
            catch (SocketException fault)
            {
                return SentenceOf(place, fault.SocketErrorCode);
            }
        }

        return null;
    }

    public static string SentenceOf(IPEndPoint place, SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => $"{place} is taken: address already in use. Stop whoever has it, or choose another one.",
        SocketError.AccessDenied => $"{place} may be opened only by who is allowed to: let a service manager grant it (AmbientCapabilities=CAP_NET_BIND_SERVICE), or choose a port above 1023.",
        SocketError.AddressNotAvailable => $"{place} is no address of this machine: look at 'ip address', or listen at 0.0.0.0 for all that it has.",
        _ => $"{place} cannot be listened at: {error}. Choose another one.",
    };
}
