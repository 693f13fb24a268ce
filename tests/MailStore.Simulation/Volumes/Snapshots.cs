using MailStore.Simulation.Ledger;

namespace MailStore.Simulation.Volumes;

/// <summary>Whoever refuses changes nothing, but for the index: it is a cache, and one that cannot be opened may be cleared away.</summary>
internal static class Snapshots
{
    public static void AssertSame(SortedDictionary<string, byte[]> before, SortedDictionary<string, byte[]> after)
    {
        foreach (var name in before.Keys.Union(after.Keys).Where(name => !name.StartsWith("m-", StringComparison.Ordinal)))
        {
            if (!before.TryGetValue(name, out var old) || !after.TryGetValue(name, out var now) || !old.AsSpan().SequenceEqual(now))
            {
                throw new LedgerException($"a refused open changed {name}");
            }
        }
    }
}
