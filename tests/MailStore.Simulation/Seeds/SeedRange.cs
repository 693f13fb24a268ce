using System.Globalization;

namespace MailStore.Simulation.Seeds;

/// <summary>
/// Which seeds a test runs: some from 1 on, or what the environment says: <c>MAILSTORE_SEED</c> (the first one) and
/// <c>MAILSTORE_SEEDS</c> (how many).
/// </summary>
internal static class SeedRange
{
    private const string First = "MAILSTORE_SEED";
    private const string Count = "MAILSTORE_SEEDS";

    public static IEnumerable<ulong> Of(int usual)
    {
        var first = Setting(First);
        var count = Setting(Count) ?? (first == null ? (ulong)usual : 1);
        for (var i = 0UL; i < count; i++)
        {
            yield return (first ?? 1) + i;
        }
    }

    /// <summary>What to type to see one failure again.</summary>
    public static string Replay(ulong seed, string test) =>
        $"seed {seed}; replay: {First}={seed} dotnet test tests/MailStore.Simulation --filter {test}";

    private static ulong? Setting(string name) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
