using System.IO.Pipelines;
using System.Net;

namespace MailStore.Server.Hosting.Proxying;

/// <summary>Who may say that somebody else is the client, and what they said.</summary>
internal sealed class ProxyGate(IReadOnlyList<IPNetwork> proxies)
{
    /// <summary>A balancer says it at once.</summary>
    private static readonly TimeSpan s_headerTime = TimeSpan.FromSeconds(10);

    public bool IsProxy(IPAddress? peer)
    {
        if (peer is not null)
        {
            var address = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
            foreach (var network in proxies)
            {
                if (network.Contains(address))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The header, taken out of the pipe; what stands behind it is the client's.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    /// <exception cref="OperationCanceledException">It did not come in time.</exception>
    public static async ValueTask<ProxyHeader> ReadAsync(PipeReader input, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(s_headerTime);
        while (true)
        {
            var read = await input.ReadAsync(patience.Token);
            var header = ProxyHeader.Read(read.Buffer, out var consumed);
            if (header is not null)
            {
                input.AdvanceTo(read.Buffer.GetPosition(consumed));
                return header;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                throw new InvalidDataException("The connection ended before a header of the PROXY protocol.");
            }
        }
    }
}
