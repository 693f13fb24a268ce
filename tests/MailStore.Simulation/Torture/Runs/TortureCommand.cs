using System.Globalization;
using MailStore.Simulation.Torture.Wires;

namespace MailStore.Simulation.Torture.Runs;

/// <summary><c>torture [--minutes N] [--kills N] [--seed S] [--changes N] [--folder PATH]</c>: until one of the ends is reached, or a fault is found.</summary>
internal static class TortureCommand
{
    public const string Usage = "torture [--minutes N] [--kills N] [--seed S] [--changes N] [--folder PATH]";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("mailstore-torture-").FullName;
        var options = new TortureOptions(folder);
        for (var at = 0; at + 1 < arguments.Length; at += 2)
        {
            var value = arguments[at + 1];
            options = arguments[at] switch
            {
                "--minutes" => options with { Time = TimeSpan.FromMinutes(double.Parse(value, CultureInfo.InvariantCulture)) },
                "--kills" => options with { Kills = int.Parse(value, CultureInfo.InvariantCulture) },
                "--seed" => options with { Seed = ulong.Parse(value, CultureInfo.InvariantCulture) },
                "--changes" => options with { ChangesMax = int.Parse(value, CultureInfo.InvariantCulture) },
                "--folder" => options with { Folder = value },
                _ => throw new FormatException($"{arguments[at]} is not known: {Usage}"),
            };
        }

        if (options is { Kills: int.MaxValue, Time.Ticks: long.MaxValue })
        {
            options = options with { Kills = 1000 };
        }

        try
        {
            await new TortureRun(options, Console.WriteLine).RunAsync();
            Directory.Delete(folder, recursive: true);
            return 0;
        }
        catch (TortureFault fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }
}
