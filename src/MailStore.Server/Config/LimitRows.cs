using System.Globalization;
using MailStore.Imap.Session;
using MailStore.Server.Hosting;

namespace MailStore.Server.Config;

/// <summary>How much of everything.</summary>
internal static class LimitRows
{
    private const string Section = "Limits";

    public static Setting Connections { get; } = new("connections", Section, ValueForm.Number(1, 1_000_000), "Connections at once, over all listeners. Who comes then is cut off without a word. Each takes a file descriptor: see LimitNOFILE of the service.")
    {
        Default = [ConnectionLimits.DefaultAllMax.ToString(CultureInfo.InvariantCulture)],
        IsReloadable = true,
    };

    public static Setting ConnectionsPerAddress { get; } = new("connections-per-address", Section, ValueForm.Number(1, 1_000_000), "Connections at once of one address, or of one IPv6 network of 64 bits. This machine is not counted.")
    {
        Default = [ConnectionLimits.DefaultAddressMax.ToString(CultureInfo.InvariantCulture)],
        IsReloadable = true,
    };

    public static Setting SessionsPerUser { get; } = new("sessions-per-user", Section, ValueForm.Number(1, 1_000_000), "IMAP sessions at once of one user: a login beyond is refused with LIMIT. A phone, a desktop and a webmail together take a dozen.")
    {
        Default = [new ImapLimits().SessionsPerUserMax.ToString(CultureInfo.InvariantCulture)],
        IsReloadable = true,
    };

    public static Setting DrainSeconds { get; } = new("drain-seconds", Section, ValueForm.Number(0, 3600), "How long commands that run may take when the server is stopped. A second signal ends it at once.") { Default = ["20"] };

    public static IReadOnlyList<Setting> All { get; } = [Connections, ConnectionsPerAddress, SessionsPerUser, DrainSeconds];
}
