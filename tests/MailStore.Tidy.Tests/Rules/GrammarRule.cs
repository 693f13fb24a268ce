using MailStore.Tidy.Tests.Tree;

namespace MailStore.Tidy.Tests.Rules;

/// <summary>A grammar says which RFC it follows, and its name says the same.</summary>
internal static class GrammarRule
{
    private const string Header = "start the file with \"; rfc: NUMBER\", or \"; source: WHO\" where no RFC tells the syntax (grammars/README.md)";

    public static IEnumerable<Violation> Check(IReadOnlyList<SourceFile> files)
    {
        foreach (var file in files.Where(file => file.HasExtension(".abnf")))
        {
            var grammar = new GrammarFile(file);
            if (grammar.Rfcs.Count == 0 && grammar.Sources.All(source => source.Length == 0))
            {
                yield return new(file.Path, 1, "the grammar does not say where its syntax comes from", Header);
            }

            foreach (var number in grammar.Rfcs.Where(number => !number.All(char.IsAsciiDigit)))
            {
                yield return new(file.Path, 1, $"\"{number}\" is no RFC's number", Header);
            }

            if (file.Name.StartsWith("rfc", StringComparison.Ordinal) && !(grammar.Rfcs.Count > 0 && NameFits(file.Name, grammar.Rfcs[0])))
            {
                yield return new(file.Path, 1, "name and header speak of different RFCs", "name the file rfcNUMBER.abnf or rfcNUMBER-topic.abnf after the first number of its header");
            }
        }
    }

    private static bool NameFits(string name, string number) =>
        name.StartsWith($"rfc{number}.", StringComparison.Ordinal) || name.StartsWith($"rfc{number}-", StringComparison.Ordinal);
}
