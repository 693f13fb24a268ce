using System.Net;

namespace MailStore.Smtp.Session;

/// <summary>How one listener behaves.</summary>
public sealed record SmtpSettings(SmtpRole Role)
{
    /// <summary>Who we are: in the greeting, and in trace headers.</summary>
    public string HostName { get; init; } = "localhost";

    public BareLineEnds BareLineEnds { get; init; }

    public EtrnAnswer Etrn { get; init; }

    /// <summary>VRFY and EXPN say who is here. Otherwise 252 and 502 (RFC 5321 §7.3).</summary>
    public bool AnswersQuestions { get; init; }

    /// <summary>A full mailbox may have room again later: 452. Otherwise 552 at once, and the sender hears of it today.</summary>
    public bool IsFullTemporary { get; init; } = true;

    public FromPolicy FromPolicy { get; init; }

    /// <summary>Proxies whose word is taken for who the client is: XCLIENT.</summary>
    public IReadOnlyList<IPNetwork> Trusted { get; init; } = [];

    public bool Trusts(IPAddress? address)
    {
        if (address is null)
        {
            return false;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in Trusted)
        {
            if (network.Contains(plain))
            {
                return true;
            }
        }

        return false;
    }
}
