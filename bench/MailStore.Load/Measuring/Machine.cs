using System.Globalization;
using System.Runtime.InteropServices;

namespace MailStore.Load.Measuring;

/// <summary>What ran the loads, as far as Linux tells.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "processors without a name";
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors ({model}), {memory:0} GB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, load {load} at the end");
    }
}
