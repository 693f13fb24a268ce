using System.Reflection;
using System.Runtime.InteropServices;

namespace MailStore.Bench.Measuring;

/// <summary>Where figures come from, in three lines: a figure without them is a rumour.</summary>
internal static class Machine
{
    public static string Describe(TimeProvider time)
    {
        var version = typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        return $"{time.GetUtcNow():yyyy-MM-dd HH:mm} UTC, version {version}{Environment.NewLine}" +
            $"{Processor()}, {Environment.ProcessorCount} cores, load {Load()}, {RuntimeInformation.OSDescription}{Environment.NewLine}" +
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, {Switches()}";
    }

    private static string Switches()
    {
        var tiered = Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") ?? "default";
        var profiled = Environment.GetEnvironmentVariable("DOTNET_TieredPGO") ?? "default";
        return $"tiered compilation {tiered}, tiered PGO {profiled}";
    }

    private static string Processor()
    {
        const string cpuList = "/proc/cpuinfo";
        var line = File.Exists(cpuList) ? File.ReadLines(cpuList).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? "unknown processor" : line[(line.IndexOf(':') + 1)..].Trim();
    }

    // Other people's work on the machine is the largest error of all: the reader sees how much there was.
    private static string Load()
    {
        const string averages = "/proc/loadavg";
        return File.Exists(averages) ? File.ReadAllText(averages).Split(' ')[0] : "unknown";
    }
}
