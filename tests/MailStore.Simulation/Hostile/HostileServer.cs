using MailStore.Simulation.Torture.Servers;

namespace MailStore.Simulation.Hostile;

/// <summary>The real server with every front end and a few users, for those who mean it ill.</summary>
internal static class HostileServer
{
    public const string Password = "secret";

    public static IEnumerable<string> Arguments(int users) =>
    [
        "--imap", "127.0.0.1:0", "--pop3", "127.0.0.1:0", "--smtp", "127.0.0.1:0", "--lmtp", "127.0.0.1:0", "--submission", "127.0.0.1:0", "--http", "127.0.0.1:0", "--log-level", "error",
        "--user", $"{Canary.User}:{Password}", "--user", $"anna@example.org:{Password}",
        .. Enumerable.Range(0, users).SelectMany(number => (string[])["--user", $"{UserOf(number)}:{Password}"]),
    ];

    public static string UserOf(int number) => $"f{number}@example.org";

    public static ServerProcess Start(string folder, int users, IReadOnlyDictionary<string, string>? variables = null, int? descriptors = null) =>
        ServerProcess.Start(Path.Combine(folder, "data"), Arguments(users), variables, descriptors);

    /// <summary>One whose memory tells what it keeps.</summary>
    public static ServerProcess StartLean(string folder, int users) =>
        ServerProcess.Start(Path.Combine(folder, "data"), Arguments(users), LeanServer.Variables, ours: LeanServer.Name);
}
