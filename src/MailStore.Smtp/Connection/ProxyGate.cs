using System.Net;
using System.Text;
using MailStore.Abstractions.Connections;
using MailStore.Smtp.Session;
using MailStore.Syntax.Smtp;
using MailStore.Wire;
using MailStore.Wire.Framing;
using MailStore.Wire.Parsing;
using MailStore.Wire.Peers;

namespace MailStore.Smtp.Connection;

/// <summary>
/// The PROXY protocol, version 1: the line that a load balancer sends before anything else. Whoever is not trusted with it, or says
/// something else, is let go without a word: a listener that guesses here believes a forged address.
/// </summary>
internal static class ProxyGate
{
    /// <summary>HAProxy, "The PROXY protocol" §2.1: 107 octets with the CRLF.</summary>
    private static readonly Limits s_limits = new() { LineBytesMax = 107, LiteralBytesMax = 0, LiteralsMax = 0, DiscardBytesMax = 0 };

    public static async ValueTask<bool> TryPassAsync(IClientConnection connection, SmtpSettings settings, Visitor visitor, Patience patience)
    {
        if (!settings.Trusts(connection.Peer?.Address))
        {
            return false;
        }

        using var lines = new LineFramer(connection.Transport.Input, s_limits, LineEnds.CrLfOnly);
        try
        {
            var status = await lines.ReadAsync(patience.Begin());
            patience.End();
            return status == FrameStatus.Ready && TryRead(lines.Frame, visitor);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static bool TryRead(Frame frame, Visitor visitor)
    {
        if (SmtpParser.ParseProxyLine(frame, out var line, out _) != ParseStatus.Complete)
        {
            return false;
        }

        // An unknown client is whoever the connection comes from.
        if (line.Kind == ProxyLineKind.ProxyUnknown)
        {
            return true;
        }

        var source = line.Kind == ProxyLineKind.ProxyTcp4 ? line.SourceIpv4 : line.SourceIpv6.Ipv6Text;
        visitor.Address = IPAddress.Parse(Encoding.ASCII.GetString(source.Of(frame)));
        visitor.Origin = visitor.Address;
        visitor.Port = line.SourcePort;
        return true;
    }
}
