using System.Globalization;

namespace MailStore.Simulation.Sessions;

/// <summary>RFC 9051 §9, sequence-set, as lists of numbers.</summary>
internal static class NumberSet
{
    public static List<uint> Read(string text)
    {
        var numbers = new List<uint>();
        foreach (var range in text.Split(','))
        {
            var ends = range.Split(':');
            var (first, last) = (uint.Parse(ends[0], CultureInfo.InvariantCulture), uint.Parse(ends[^1], CultureInfo.InvariantCulture));
            for (var number = Math.Min(first, last); number <= Math.Max(first, last); number++)
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }

    public static string Write(IEnumerable<uint> numbers) => string.Join(',', numbers);
}
