using System.Globalization;

namespace MailStore.Load.Intake;

/// <summary>
/// What a process and its children have used of the processors. Beside other work it says more than the clock does: who waits for a
/// processor uses none.
/// </summary>
internal static class ProcessFamily
{
    /// <summary>The kernel's USER_HZ, which is the same everywhere.</summary>
    private const double TicksPerSecond = 100;

    public static double CpuSeconds(int process)
    {
        var all = new Dictionary<int, (int Parent, long Ticks)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Read(folder) is { } found)
            {
                all[id] = found;
            }
        }

        return all.Where(one => IsOf(one.Key, process, all)).Sum(one => one.Value.Ticks) / TicksPerSecond;
    }

    private static bool IsOf(int id, int family, Dictionary<int, (int Parent, long Ticks)> all)
    {
        while (id != family && all.TryGetValue(id, out var entry))
        {
            id = entry.Parent;
        }

        return id == family;
    }

    // proc(5): behind the name in parentheses come state, parent, and as the 12th to the 15th user and system time, its own and of children that have ended.
    private static (int Parent, long Ticks)? Read(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var words = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(words[1], CultureInfo.InvariantCulture), words[11..15].Sum(word => long.Parse(word, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            // It has ended since it was listed; its parent counts it.
            return null;
        }
    }
}
