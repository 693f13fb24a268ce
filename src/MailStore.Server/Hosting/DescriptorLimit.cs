using System.Globalization;

namespace MailStore.Server.Hosting;

/// <summary>
/// How many connections there may be with the file descriptors that the system gives. A process that has none left does not only take no
/// connection: it cannot open a segment of its store, and .NET ends it when it cannot load a part of its own program.
/// </summary>
internal static class DescriptorLimit
{
    private const string Limits = "/proc/self/limits";
    private const string Row = "Max open files";

    /// <summary>The program itself has some 180 open when it serves; the rest is for the store, smarthosts and directories.</summary>
    private const int ReservedMin = 256;

    private const int ReservedPart = 10;

    /// <summary>Null where the system does not say, or sets none.</summary>
    public static int? Read() => File.Exists(Limits) ? Find(File.ReadLines(Limits)) : null;

    public static int? Find(IEnumerable<string> lines)
    {
        var row = lines.FirstOrDefault(line => line.StartsWith(Row, StringComparison.Ordinal));
        var soft = row?[Row.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : null;
    }

    /// <param name="report">Told if there are fewer than was asked for.</param>
    public static ConnectionLimits Apply(ConnectionLimits asked, int? descriptors, Action<string> report)
    {
        if (descriptors is not { } most || asked.AllMax <= Room(most))
        {
            return asked;
        }

        report($"At most {Room(most).ToString(CultureInfo.InvariantCulture)} connections are taken at once, not {asked.AllMax.ToString(CultureInfo.InvariantCulture)}: the system lets this process open {most.ToString(CultureInfo.InvariantCulture)} files. LimitNOFILE of the service, or ulimit -n, gives more.");
        return asked with { AllMax = Room(most) };
    }

    /// <summary>Connections that so many descriptors are enough for.</summary>
    public static int Room(int descriptors) => Math.Max(1, descriptors - Math.Max(ReservedMin, descriptors / ReservedPart));
}
