using System.Globalization;
using MailStore.Load.Driving;
using MailStore.Load.Loads;
using MailStore.Load.Targets;

namespace MailStore.Load.Comparing;

/// <summary>One load at one server, as often and as fast as is asked.</summary>
internal static class Solo
{
    /// <param name="settings">rate=, seconds=, workers=, calls=</param>
    public static void Run(Target target, string name, Scale scale, string[] settings)
    {
        var load = LoadTable.Make(scale).Find(load => load.Traits.Name == name) ?? throw new InvalidDataException($"There is no load {name}.");
        var bounds = load.Traits.Bounds;
        foreach (var setting in settings)
        {
            var (key, value) = setting.Split('=') is [var first, var second] ? (first, double.Parse(second, CultureInfo.InvariantCulture)) : throw new InvalidDataException($"{setting} is no setting.");
            bounds = key switch
            {
                "rate" => bounds with { Rate = value },
                "seconds" => bounds with { Seconds = value, Calls = int.MaxValue },
                "workers" => bounds with { Workers = (int)value },
                "calls" => bounds with { Calls = (int)value },
                _ => throw new InvalidDataException($"{key} is no setting."),
            };
        }

        load.Prepare(target);
        var now = load.BeginRound(target, round: 0);
        var result = Driver.Run(load, now, round: 0, bounds);
        Console.WriteLine($"{load.Traits.Says}: {result.Operations:N0} in {result.Seconds:0.00} s, {result.Rate:N0}/s; server {result.ServerMicroseconds:N1} us CPU each, client {result.ClientSeconds * 1e6 / result.Operations:N1}; {result.PeakMegabytes:N0} MB at most");
        Console.WriteLine($"  milliseconds a call: p50 {result.P50:0.000}   p90 {result.P90:0.000}   p99 {result.P99:0.000}   p99.9 {result.P999:0.000}   max {result.Max:0.000}");
    }
}
