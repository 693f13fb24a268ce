using System.Net;
using System.Net.Sockets;

namespace MailStore.Interop.Tests.Tools;

internal static class Loopback
{
    /// <summary>Ports that nobody listens on.</summary>
    public static int[] FreePorts(int count)
    {
        var held = new List<TcpListener>();
        for (var index = 0; index < count; index++)
        {
            held.Add(new TcpListener(IPAddress.Loopback, 0));
            held[^1].Start();
        }

        var ports = held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        held.ForEach(listener => listener.Stop());
        return ports;
    }
}
