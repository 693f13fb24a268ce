using System.Globalization;

namespace MailStore.Bench.Gates;

/// <summary>Reads what the compiler prints when a build asks for <c>ReportAnalyzer</c>.</summary>
internal static class CompilerReport
{
    /// <summary>Seconds in a generator by its full name: the row "0.492   41      Some.Generator". Null if no row names it.</summary>
    public static double? SecondsIn(string generator, string output)
    {
        foreach (var line in output.Split('\n'))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 3
                && words[2] == generator
                && double.TryParse(words[0].TrimStart('<'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            {
                return seconds;
            }
        }

        return null;
    }
}
