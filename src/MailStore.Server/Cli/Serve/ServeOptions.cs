using System.Net;
using MailStore.Server.Accounts;

namespace MailStore.Server.Cli.Serve;

/// <summary>What <c>mailstore serve</c> was asked for.</summary>
/// <param name="Users">None: one is made up.</param>
internal sealed record ServeOptions(string Data, IPEndPoint Imap, IReadOnlyList<User> Users)
{
    public const string DefaultData = "data";

    public static IPEndPoint DefaultImap { get; } = new(IPAddress.Loopback, 1143);
}
