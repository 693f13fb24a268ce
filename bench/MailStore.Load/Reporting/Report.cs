using System.Globalization;
using System.Text;
using MailStore.Load.Driving;
using MailStore.Load.Loads;
using MailStore.Load.Measuring;

namespace MailStore.Load.Reporting;

/// <summary>What a comparison found, in Markdown: each load beside the best of the others, and then everybody.</summary>
internal sealed class Report(ResultFile results)
{
    private readonly List<LoadTraits> _loads = [.. LoadTable.Make(Scale.Of(results.Scale)).Select(load => load.Traits).Where(traits => results.Rounds.Exists(round => round.Load == traits.Name))];

    private static string Ours => "mailstore";

    /// <summary>Us beside whoever did most among those that are in our class, a row a load.</summary>
    public List<Row> BestRows() => [.. _loads.Select(Best).OfType<Row>()];

    public string Write(string chart, string source)
    {
        var text = new StringBuilder();
        Append(text, $"{results.Machine}. Rounds: {results.Rounds.Max(round => round.Round) + 1} of the {results.Scale} form; before each that reads, a server may end what it does in the background. Raw: [{Path.GetFileName(source)}]({source}).");
        Append(text, string.Join("; ", results.Contestants.Select(one => $"{one.Name}: {one.Version}")) + ".");
        Append(text, $"![Ratios to the best of the others]({chart})");
        WriteBest(text);
        WriteAll(text);
        foreach (var remark in results.Remarks)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{remark}.\n");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string paragraph) => text.Append(paragraph).Append("\n\n");

    private void WriteBest(StringBuilder text)
    {
        text.Append("| load | asked | beside | times the rate | part of the CPU | ours: a second, us CPU, p99 ms | |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var row in BestRows())
        {
            var (rate, processor, p99) = (Middle(row.Ours, one => one.Rate), Middle(row.Ours, one => one.ServerMicroseconds), Middle(row.Ours, one => one.P99));
            var held = row.Traits.AsksMemory ? $"; {Middle(row.Ours, one => one.HeldMegabytes):0.0} MB, theirs {Middle(row.Theirs, one => one.HeldMegabytes):0.0}" : "";
            text.Append(CultureInfo.InvariantCulture, $"| {row.Traits.Says} | {row.Traits.Demand.Say()} | {row.Name} | {Say(row.Rate)} | {Say(row.Processor)} | {Short(rate)}, {Short(processor)}, {Short(p99)}{held} | {(row.IsMet ? "" : "**short**")} |\n");
        }

        text.Append('\n');
    }

    private void WriteAll(StringBuilder text)
    {
        var names = results.Contestants.Select(one => one.Name).ToList();
        text.Append("Everybody: a second, and microseconds of the server's processors for each.\n\n| load | ").AppendJoin(" | ", names).Append(" |\n|").Insert(text.Length, " --- |", names.Count + 1).Append('\n');
        foreach (var traits in _loads)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {traits.Name} ({traits.Unit}) | ").AppendJoin(" | ", names.Select(name => Cell(RoundsOf(traits, name)))).Append(" |\n");
        }
    }

    private static string Cell(List<RoundResult> rounds) =>
        rounds.Count == 0 ? "" : $"{Short(Middle(rounds, one => one.Rate))}, {Short(Middle(rounds, one => one.ServerMicroseconds))}";

    private static double Middle(List<RoundResult> rounds, Func<RoundResult, double> figure) => Spread.Of(rounds.Select(figure)).Median;

    private static string Say(Spread spread) => $"**{Short(spread.Median)}** ({Short(spread.Least)} to {Short(spread.Most)})";

    // Three digits: more of them would be noise.
    private static string Short(double value) => value switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    // Whoever writes is compared to those who have done as much when they say done.
    private Row? Best(LoadTraits traits)
    {
        var ours = RoundsOf(traits, Ours);
        var others = results.Contestants
            .Where(one => one.Name != Ours && (!traits.IsWrite || one.Class == "always"))
            .Select(one => RoundsOf(traits, one.Name))
            .Where(rounds => rounds.Count > 0)
            .ToList();
        return ours.Count == 0 || others.Count == 0 ? null
            : new(traits, ours, traits.AsksMemory ? others.MinBy(rounds => Middle(rounds, one => one.HeldMegabytes))!
                : traits.Demand.P99 > 0 ? others.MinBy(rounds => Middle(rounds, one => one.P99))! : others.MaxBy(rounds => Middle(rounds, one => one.Rate))!);
    }

    private List<RoundResult> RoundsOf(LoadTraits traits, string name) => results.Rounds.FindAll(round => round.Load == traits.Name && round.Target == name);
}
