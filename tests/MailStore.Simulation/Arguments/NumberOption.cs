using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MailStore.Simulation.Arguments;

/// <summary>Options that take a number, and say what they want if they get something else.</summary>
internal static class NumberOption
{
    public static Option<int> Count(string name, string about, int usual) => new(name)
    {
        Description = about,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
        CustomParser = result => (int)Read(result, int.MaxValue),
    };

    /// <summary>Null unless it is given.</summary>
    public static Option<int?> CountOrNone(string name, string about) => new(name)
    {
        Description = about,
        HelpName = "N",
        CustomParser = result => (int)Read(result, int.MaxValue),
    };

    public static Option<TimeSpan?> Minutes(string name, string about) => new(name)
    {
        Description = about,
        HelpName = "N",
        CustomParser = result =>
        {
            const double MinutesMax = 60 * 24 * 365;
            var text = result.Tokens[^1].Value;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= MinutesMax)
            {
                return TimeSpan.FromMinutes(minutes);
            }

            Refuse(result, "a number of minutes, as in 60 or 1.5");
            return null;
        },
    };

    public static Option<ulong> Seed() => new("--seed")
    {
        Description = "The same seed gives the same choices, though not the same race twice.",
        HelpName = "S",
        DefaultValueFactory = _ => 1,
        CustomParser = result => Read(result, ulong.MaxValue),
    };

    private static ulong Read(ArgumentResult result, ulong most)
    {
        if (ulong.TryParse(result.Tokens[^1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
        {
            return number;
        }

        Refuse(result, "a whole number from 1 on");
        return 1;
    }

    private static void Refuse(ArgumentResult result, string wanted) => result.AddError($"'{result.Tokens[^1].Value}' is not {wanted}, which {(result.Parent as OptionResult)?.Option.Name} takes.");
}
