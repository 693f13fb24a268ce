namespace MailStore.Load.Reporting;

/// <summary>The middle of what several rounds gave, and the ends.</summary>
internal readonly record struct Spread(double Least, double Median, double Most)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? default : new(sorted[0], sorted[sorted.Length / 2], sorted[^1]);
    }
}
