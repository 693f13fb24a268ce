using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace MailStore.Server.Hosting;

/// <summary>
/// Takes no connection from the system while as many are open as there are descriptors for. The door turns away who is too many, but Kestrel takes them faster
/// than the door looks at them: a burst would use up all descriptors before the first one is closed again. Who waits, waits in the system's queue.
/// </summary>
internal sealed class BoundedListeners(SocketTransportFactory sockets, SemaphoreSlim room) : IConnectionListenerFactory
{
    /// <summary>Beyond those that are served: listeners that wait for one each, and who is being turned away.</summary>
    private const int Slack = 32;

    public static SemaphoreSlim RoomFor(int connections) => new(Math.Min(connections, int.MaxValue - Slack) + Slack);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new BoundedListener(await sockets.BindAsync(endpoint, cancellationToken), room);
}
