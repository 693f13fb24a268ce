namespace MailStore.Interop.Tests.Tools;

/// <summary>Scripts for node, with the packages that install.sh has put beside our caches.</summary>
internal static class NodeProgram
{
    private static readonly Dictionary<string, string> s_packages = new(StringComparer.Ordinal)
    {
        ["NODE_PATH"] = Path.Combine(
            Environment.GetEnvironmentVariable("MAILSTORE_CACHE") ?? Path.Combine(Cache(), "mailstore"), "node", "node_modules"),
    };

    public static Task<Ended> RunAsync(string script, params IEnumerable<string> arguments) =>
        ExternalProgram.RunWithAsync("node", "", s_packages, ["--eval", script, "--", .. arguments]);

    private static string Cache() =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
