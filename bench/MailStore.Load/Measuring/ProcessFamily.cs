using System.Globalization;
using System.Runtime.InteropServices;

namespace MailStore.Load.Measuring;

/// <summary>
/// What a process and its children have used of the processors, and hold of the memory. Beside other work the first says more than the clock does:
/// who waits for a processor uses none.
/// </summary>
internal static class ProcessFamily
{
    /// <summary>The kernel's USER_HZ, which is the same everywhere.</summary>
    private const double TicksPerSecond = 100;

    public static double CpuSeconds(int process) => Members(process).Sum(one => one.Seconds);

    /// <summary>Memory that no file stands behind. Cheap to ask; what processes share with their parent since a fork counts for each.</summary>
    public static double OwnMegabytes(int process) => Members(process).Sum(one => OwnPages(one.Id)) * Environment.SystemPageSize / 1e6;

    /// <summary>What the family takes of the machine: of pages that several processes map each has its share. The kernel walks all page tables for it.</summary>
    public static double ShareMegabytes(int process) => Members(process).Sum(one => ShareKiB(one.Id)) * 1024 / 1e6;

    private static List<(int Id, double Seconds)> Members(int process)
    {
        var all = new Dictionary<int, (int Parent, double Seconds)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ReadStat(id) is { } found)
            {
                all[id] = found;
            }
        }

        return [.. all.Where(one => IsOf(one.Key, process, all)).Select(one => (one.Key, one.Value.Seconds))];
    }

    private static bool IsOf(int id, int family, Dictionary<int, (int Parent, double Seconds)> all)
    {
        while (id != family && all.TryGetValue(id, out var entry))
        {
            id = entry.Parent;
        }

        return id == family;
    }

    // proc(5): behind the name in parentheses come state, parent, and as the 12th to the 15th user and system time, its own and of children that have ended.
    private static (int Parent, double Seconds)? ReadStat(int id)
    {
        if (Read(id, "stat") is not { } text)
        {
            return null;
        }

        var words = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (int.Parse(words[1], CultureInfo.InvariantCulture), (OwnSeconds(id) ?? Seconds(words[11..13])) + Seconds(words[13..15]));
    }

    private static double Seconds(string[] ticks) => ticks.Sum(word => long.Parse(word, CultureInfo.InvariantCulture)) / TicksPerSecond;

    // clock_getcpuclockid(3): the clock of a process is its number, inverted, before the three bits that ask for all of its threads to the nanosecond.
    private static double? OwnSeconds(int id) =>
        ClockGetTime((~id << 3) | 2, out var time) == 0 ? time.Seconds + (time.Nanoseconds / 1e9) : null;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ClockGetTime(int clock, out Moment time);

    // proc(5): the second number is what is resident, the third how much of that belongs to files and shared memory.
    private static long OwnPages(int id)
    {
        var words = Read(id, "statm")?.Split(' ');
        return words is null ? 0 : long.Parse(words[1], CultureInfo.InvariantCulture) - long.Parse(words[2], CultureInfo.InvariantCulture);
    }

    private static long ShareKiB(int id)
    {
        const string Key = "\nPss:";
        var text = Read(id, "smaps_rollup") ?? "";
        var start = text.IndexOf(Key, StringComparison.Ordinal);
        return start < 0 ? 0 : long.Parse(text[(start + Key.Length)..].TrimStart().Split(' ')[0], CultureInfo.InvariantCulture);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    private static string? Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (IOException)
        {
            // It has ended since it was listed; its parent counts it.
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            // The kernel says so of a process whose memory is gone already.
            return null;
        }
    }
}
