using MailStore.Generators.Abnf;
using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Tests.Abnf;

/// <summary>A grammar "T" composed from texts, and its diagnostics as <c>ABNF0002 t/a.abnf(3,12): message</c>, lines and columns from 1.</summary>
internal sealed class Composed
{
    /// <summary>Comes last in a file, so that the lines of what is tested are not moved.</summary>
    public const string Main = ";@ grammar T namespace N\n;@ start start\n";

    private Composed(ComposeResult result, IReadOnlyList<string> reports)
    {
        Result = result;
        Reports = reports;
    }

    public ComposeResult Result { get; }

    public IReadOnlyList<string> Reports { get; }

    public Grammar Grammar => Result.Grammar ?? throw new InvalidOperationException(string.Join("\n", Reports));

    /// <summary>Reports without their messages.</summary>
    public IEnumerable<string> Places => Reports.Select(report => report.Substring(0, report.IndexOf(": ", StringComparison.Ordinal)));

    /// <summary>One file <c>t/a.abnf</c>, to which the main annotations are added.</summary>
    public static Composed OfMain(string text) => Of(("t/a.abnf", text + Main));

    public static Composed Of(params (string Path, string Text)[] files) =>
        Of([.. files.Select(file => AbnfReader.Read(file.Path, file.Text, new(["T"])))]);

    public static Composed Of(params ReadFile[] files) => Of("T", files);

    public static Composed Of(string grammar, ReadFile[] files)
    {
        var result = Composer.Compose(grammar, [.. files.Select(file => file.Model)]);
        var reports = files.SelectMany(file => file.Faults.Select(fault => Report(fault.Id, file, fault.Place, fault.Message)))
            .Concat(result.Diagnostics.Select(found => Report(found, files.First(file => file.Model.Path == found.File))));
        return new Composed(result, [.. reports]);
    }

    public string Body(string rule) => AbnfText.Of(Grammar.Rules.Single(candidate => candidate.Name == rule).Body);

    private static string Report(GrammarDiagnostic found, ReadFile file) => Report(found.Id, file, file.Positions.Find(found), found.Message);

    private static string Report(string id, ReadFile file, TextPlace place, string message)
    {
        var position = file.Positions.PositionOf(place.Start);
        return $"{id} {file.Model.Path}({position.Line + 1},{position.Character + 1}): {message}";
    }
}
