using MailStore.Simulation.Ledger;

namespace MailStore.Simulation.Volumes;

/// <summary>Whoever refuses changes nothing.</summary>
internal static class Snapshots
{
    public static void AssertSame(SortedDictionary<string, byte[]> before, SortedDictionary<string, byte[]> after)
    {
        foreach (var name in before.Keys.Union(after.Keys))
        {
            if (!before.TryGetValue(name, out var old) || !after.TryGetValue(name, out var now) || !old.AsSpan().SequenceEqual(now))
            {
                throw new LedgerException($"a refused open changed {name}");
            }
        }
    }
}
