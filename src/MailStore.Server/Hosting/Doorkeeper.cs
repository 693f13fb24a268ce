using System.Net;
using MailStore.Server.Hosting.Proxying;
using MailStore.Server.Tls;

namespace MailStore.Server.Hosting;

/// <summary>What holds for whoever comes in at any listener. All of it may change while the server runs: it is for those who come then.</summary>
internal sealed class Doorkeeper(ConnectionLimits limits)
{
    private readonly PeerLimit _peers = new(limits.AddressMax);
    private int _connections;

    /// <summary>Null: no TLS.</summary>
    public CertificateSet? Certificates { get; set; }

    public ProxyGate Proxies { get; set; } = new([]);

    public ConnectionLimits Limits
    {
        get => field;
        set
        {
            field = value;
            _peers.ConnectionsMax = value.AddressMax;
        }
    } = limits;

    /// <summary>False if there are as many as there may be. Whoever got in leaves again.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _connections) <= Limits.AllMax)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _connections);

    public bool TryTake(IPAddress? peer) => _peers.TryTake(peer);

    public void GiveBack(IPAddress? peer) => _peers.GiveBack(peer);
}
