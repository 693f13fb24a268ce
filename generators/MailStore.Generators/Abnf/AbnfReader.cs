using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>Reads one .abnf file: RFC 5234 with RFC 7405, and the annotations in its comments.</summary>
internal static class AbnfReader
{
    /// <summary>
    /// Text of the prose that stands for a rule whose right-hand side could not be read. No file can contain it. So a grammar
    /// with a syntax fault composes, its other faults are found as well, and the faulty rule causes no second report.
    /// </summary>
    public const string FaultyBody = "\0";

    private const int TabWidth = 8;

    public static ReadFile Read(string path, string text) => Read(path, text, EquatableArray<string>.Empty);

    /// <param name="path">As the compiler knows the file.</param>
    /// <param name="grammars">The grammars that the file is given to.</param>
    public static ReadFile Read(string path, string text, EquatableArray<string> grammars)
    {
        var shortPath = ShortPath(path);
        var faults = new List<SourceFault>();
        var lines = SourceLine.Split(text);
        var comments = new CommentReader(text, faults);
        var elements = new ElementBuilder(shortPath);
        var rules = new List<RuleModel>();
        var definitions = new List<TextPlace>();
        var code = BlankComments(text, lines);

        var starts = RuleStarts(text, lines);
        for (var i = 0; i < lines.Count; i++)
        {
            comments.Read(lines[i], inHeader: starts.Count == 0 || i < starts[0]);
        }

        for (var i = 0; i < starts.Count; i++)
        {
            var start = lines[starts[i]].FirstCode(text);
            var end = i + 1 < starts.Count ? lines[starts[i + 1]].Start : text.Length;
            var parser = new RuleParser(new RuleCursor(code, start, end, faults));
            var draft = parser.Parse() ?? new Draft(DraftKind.Prose, parser.NamePlace) { Text = FaultyBody };
            rules.Add(new RuleModel(Syntax.Canonical(parser.Spelling), parser.Spelling, parser.Extends, elements.Build(draft)));
            definitions.Add(parser.NamePlace);
        }

        var model = new FileModel(
            shortPath, grammars, comments.Rfc, comments.Capabilities, RequiresOf(comments.Annotations), new([.. rules]), comments.Annotations);
        var positions = new FilePositions(
            path,
            [.. lines.Select(line => line.Start)],
            elements.Places,
            [.. rules.Select(rule => rule.Name)],
            [.. definitions],
            comments.Places);
        return new ReadFile(model, positions, new([.. faults.OrderBy(fault => fault.Place.Start)]));
    }

    /// <summary>File name with its last folder: the same on every machine.</summary>
    private static string ShortPath(string path)
    {
        var parts = path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length < 2 ? path : parts[parts.Length - 2] + "/" + parts[parts.Length - 1];
    }

    private static string BlankComments(string text, List<SourceLine> lines)
    {
        var code = text.ToCharArray();
        foreach (var line in lines)
        {
            for (var i = line.Comment; i < line.End; i++)
            {
                code[i] = ' ';
            }
        }

        return new string(code);
    }

    /// <summary>
    /// Lines on which a rule begins. RFC 5234 §2.2: rules begin in one column, and what stands further right continues a rule.
    /// The first rule sets the column, so that a grammar may be indented as a whole.
    /// </summary>
    private static List<int> RuleStarts(string text, List<SourceLine> lines)
    {
        var starts = new List<int>();
        var column = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var first = lines[i].FirstCode(text);
            if (first < 0)
            {
                continue;
            }

            var indent = IndentOf(text, lines[i].Start, first);
            if (column < 0)
            {
                column = indent;
            }

            if (indent <= column)
            {
                starts.Add(i);
            }
        }

        return starts;
    }

    private static int IndentOf(string text, int start, int end)
    {
        var indent = 0;
        for (var i = start; i < end; i++)
        {
            indent += text[i] == '\t' ? TabWidth - (indent % TabWidth) : 1;
        }

        return indent;
    }

    private static EquatableArray<string> RequiresOf(EquatableArray<AnnotationModel> annotations) =>
        new([.. annotations.Where(annotation => annotation.Verb == "requires").SelectMany(annotation => annotation.Words)]);
}
