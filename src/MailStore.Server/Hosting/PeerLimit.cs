using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MailStore.Server.Hosting;

/// <summary>
/// How many connections one address may have at once, over all listeners: one peer must not take all that there are. This machine is
/// not counted, since whoever is in front of us on it speaks for everybody.
/// </summary>
internal sealed class PeerLimit(int connectionsMax)
{
    /// <summary>May change at any time: who is there stays.</summary>
    public int ConnectionsMax { get; set; } = connectionsMax;

    private readonly ConcurrentDictionary<IPAddress, int> _counts = new();

    /// <summary>False if it has as many as it may. Whoever got one gives it back.</summary>
    public bool TryTake(IPAddress? peer)
    {
        if (!IsCounted(peer))
        {
            return true;
        }

        if (_counts.AddOrUpdate(Group(peer!), 1, (_, count) => count + 1) <= ConnectionsMax)
        {
            return true;
        }

        GiveBack(peer);
        return false;
    }

    public void GiveBack(IPAddress? peer)
    {
        if (IsCounted(peer))
        {
            var group = Group(peer!);
            _counts.AddOrUpdate(group, 0, (_, count) => count - 1);

            // Only if nobody has come meanwhile.
            _counts.TryRemove(new(group, 0));
        }
    }

    private static bool IsCounted(IPAddress? peer) => peer is not null && !IPAddress.IsLoopback(peer);

    /// <summary>RFC 6177 §2: whoever has one IPv6 address has at least 64 bits of them.</summary>
    private static IPAddress Group(IPAddress peer)
    {
        if (peer.IsIPv4MappedToIPv6)
        {
            return peer.MapToIPv4();
        }

        if (peer.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return peer;
        }

        var octets = peer.GetAddressBytes();
        octets.AsSpan(8).Clear();
        return new(octets);
    }
}
