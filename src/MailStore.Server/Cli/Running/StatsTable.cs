using System.Globalization;
using System.Text.Json;
using MailStore.Server.Cli.Output;

namespace MailStore.Server.Cli.Running;

/// <summary>Figures of a running server for a person: sums, and of what is timed the middle and the slowest hundredth.</summary>
internal static class StatsTable
{
    private const string Own = "mailstore.";

    /// <summary>Of the runtime's figures only these.</summary>
    private static readonly string[] s_runtime = ["dotnet.process.memory.working_set", "dotnet.process.cpu.time", "dotnet.gc.heap.total_allocated"];

    public static IEnumerable<string> Lines(IReadOnlyList<JsonElement> answer) =>
        from figure in answer
        let name = figure.GetProperty("name").GetString()!
        where name.StartsWith(Own, StringComparison.Ordinal) || s_runtime.Contains(name)
        let labels = string.Join(", ", figure.GetProperty("labels").EnumerateObject().Select(label => label.Value.GetString()))
        select $"{name,-36} {labels,-24} {Value(figure)}".TrimEnd();

    private static string Value(JsonElement figure)
    {
        var unit = figure.GetProperty("unit").GetString() ?? "";
        if (figure.GetProperty("kind").GetString() != "histogram")
        {
            return Said(figure.GetProperty("value").GetDouble(), unit);
        }

        var count = figure.GetProperty("count").GetInt64();
        return count == 0 ? "0" : $"{count}, half within {Quantile(figure, 0.5, unit)}, 99 of 100 within {Quantile(figure, 0.99, unit)}";
    }

    private static string Quantile(JsonElement figure, double part, string unit)
    {
        var bounds = figure.GetProperty("bounds").EnumerateArray().Select(bound => bound.GetDouble()).ToList();
        var wanted = part * figure.GetProperty("count").GetInt64();
        var below = 0L;
        foreach (var (bucket, count) in figure.GetProperty("counts").EnumerateArray().Select(count => count.GetInt64()).Index())
        {
            below += count;
            if (below >= wanted && bucket < bounds.Count)
            {
                return Said(bounds[bucket], unit);
            }
        }

        return bounds.Count > 0 ? $"more than {Said(bounds[^1], unit)}" : "?";
    }

    private static string Said(double value, string unit) => unit switch
    {
        "By" => Quantity.Bytes((long)value),
        "s" when value < 1 => (value * 1000).ToString("0.###", CultureInfo.InvariantCulture) + " ms",
        "s" => value.ToString("0.##", CultureInfo.InvariantCulture) + " s",
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
