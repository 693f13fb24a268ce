using System.Net;
using MailStore.Server.Accounts;
using MailStore.Server.Hosting;

namespace MailStore.Server.Cli.Serve;

/// <summary>What <c>mailstore serve</c> was asked for.</summary>
/// <param name="Users">None: one is made up.</param>
internal sealed record ServeOptions(string Data, IReadOnlyList<ListeningPlace> Places, IReadOnlyList<User> Users)
{
    public const string DefaultData = "data";

    /// <summary>Where to listen if nobody says.</summary>
    public static IReadOnlyList<ListeningPlace> DefaultPlaces { get; } =
    [
        new(ListenerKind.Imap, new(IPAddress.Loopback, 1143)),
        new(ListenerKind.Pop3, new(IPAddress.Loopback, 1110)),
        new(ListenerKind.Smtp, new(IPAddress.Loopback, 1025)),
        new(ListenerKind.Submission, new(IPAddress.Loopback, 1587)),
        new(ListenerKind.Lmtp, new(IPAddress.Loopback, 1024)),
    ];

    public MailOptions Mail { get; init; } = new();

    /// <summary>Passwords stay in memory in the clear, for CRAM-MD5 and APOP.</summary>
    public bool KeepsSecrets { get; init; }

    public TlsFiles Tls { get; init; } = new([], [], null);
}
