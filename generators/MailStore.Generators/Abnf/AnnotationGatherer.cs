using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>Gathers the annotations of all files, with rule names in canonical form, and checks what they name.</summary>
internal sealed class AnnotationGatherer(
    string grammar, FileOrder order, RuleMerger merger, IReadOnlyDictionary<string, GrammarRule> rules, ComposeFaults faults)
{
    private readonly List<GrammarAnnotation> _kept = [];
    private readonly List<string> _starts = [];
    private readonly HashSet<string> _depths = new(StringComparer.Ordinal);

    public string Namespace { get; private set; } = "";

    /// <summary>In the order of files, each once.</summary>
    public IReadOnlyList<string> Starts => _starts;

    /// <summary>Rules with a depth bound.</summary>
    public IReadOnlyCollection<string> Depths => _depths;

    /// <summary>All but <c>grammar</c>, <c>start</c>, <c>redefine</c> and <c>requires</c>, which composition has used up.</summary>
    public EquatableArray<GrammarAnnotation> Annotations => new([.. _kept]);

    public void Gather()
    {
        foreach (var file in order.Files)
        {
            foreach (var annotation in file.Annotations)
            {
                if (IsWellFormed(file, annotation, out var verb))
                {
                    Add(file, annotation, verb);
                }
            }
        }

        if (order.Files.Count == 0)
        {
            return;
        }

        if (Namespace.Length == 0)
        {
            faults.AtFile("ABNF0016", order.Files[0].Path, $"No file of the grammar '{grammar}' says ';@ grammar {grammar} namespace NS'.");
        }
        else if (_starts.Count == 0)
        {
            faults.AtFile("ABNF0016", order.Files[0].Path, $"No file of the grammar '{grammar}' says ';@ start RULE'.");
        }
    }

    /// <summary>The type of a rule, or nothing.</summary>
    public string? TypeOf(string rule) =>
        _kept.FirstOrDefault(kept => kept.Annotation.Verb == "type" && kept.Annotation.Words[0] == rule)?.Annotation.Words[1];

    private bool IsWellFormed(FileModel file, AnnotationModel annotation, out AnnotationVerb verb)
    {
        if (!AnnotationVerb.All.TryGetValue(annotation.Verb, out verb))
        {
            faults.AtAnnotation(file, annotation, $"'{annotation.Verb}' is no annotation.{NearestName.Hint(annotation.Verb, AnnotationVerb.All.Keys)}");
            return false;
        }

        if (annotation.Words.Count < verb.WordsMin)
        {
            faults.AtAnnotation(file, annotation, $"Words are missing: write ';@ {verb.Form}'.");
            return false;
        }

        var known = true;
        foreach (var word in annotation.Words.Take(verb.RuleWords))
        {
            known &= IsRule(file, annotation, word);
        }

        return known && WordsFit(file, annotation, verb);
    }

    private bool IsRule(FileModel file, AnnotationModel annotation, string word)
    {
        if (rules.ContainsKey(Syntax.Canonical(word)))
        {
            return true;
        }

        faults.AtAnnotation(file, annotation, $"No rule is called '{word}'.{NearestName.Hint(Syntax.Canonical(word), rules.Keys)}");
        return false;
    }

    private bool WordsFit(FileModel file, AnnotationModel annotation, AnnotationVerb verb)
    {
        var words = annotation.Words;
        var fit = verb.Name switch
        {
            "grammar" => words[1] == "namespace" && Syntax.IsCSharpName(words[0]) && words[2].Split('.').All(Syntax.IsCSharpName),
            "command" => words.Count == 1 || (words[1] == "in" && words.Count > 2 && words.Skip(2).All(state => Syntax.IsCSharpName(state) && state is not ("None" or "Any"))),
            "name" => words.Skip(1).All(word => word.LastIndexOf("\"=", StringComparison.Ordinal) is > 0 and var end && word[0] == '"' && Syntax.IsCSharpName(word.Substring(end + 2))),
            "depth" => words.Count == 2 && int.TryParse(words[1], out var depth) && depth is > 0 and <= byte.MaxValue,
            "type" when words[1] == "counted" => words.Count > 2,
            _ => true,
        };
        if (!fit)
        {
            var form = verb.Name == "type" ? "type RULE counted N-RULE" : verb.Form;
            faults.AtAnnotation(file, annotation, $"This is not understood: write ';@ {form}'.");
            return false;
        }

        if (verb.Name == "redefine" && annotation.Words.FirstOrDefault(word => !Defines(file, word)) is { } missing)
        {
            faults.AtAnnotation(file, annotation, $"'{missing}' is not defined with '=' in this file, which says that it redefines it.");
            return false;
        }

        if (verb.Name != "type")
        {
            return true;
        }

        if (!AnnotationVerb.Types.Contains(words[1]))
        {
            var hint = NearestName.Hint(words[1], AnnotationVerb.Types);
            faults.AtAnnotation(file, annotation, $"'{words[1]}' is no type.{(hint.Length > 0 ? hint : " Types are " + string.Join(", ", AnnotationVerb.Types) + ".")}");
            return false;
        }

        return words[1] != "counted" || IsRule(file, annotation, words[2]);
    }

    private static bool Defines(FileModel file, string word) =>
        file.Rules.Any(rule => !rule.Extends && rule.Name == Syntax.Canonical(word));

    private void Add(FileModel file, AnnotationModel annotation, AnnotationVerb verb)
    {
        var words = annotation.Words
            .Select((word, index) => index < verb.RuleWords || (verb.Name == "type" && annotation.Words[1] == "counted" && index == 2) ? Syntax.Canonical(word) : word)
            .ToArray();
        switch (verb.Name)
        {
            case "requires" or "redefine":
                return;
            case "grammar":
                AddGrammar(file, annotation);
                return;
            case "start":
                _starts.AddRange(words.Where(word => !_starts.Contains(word)));
                return;
            case "depth":
                _depths.Add(words[0]);
                break;
        }

        Keep(file, annotation, new AnnotationModel(verb.Name, new(words)) { Index = annotation.Index }, verb);
    }

    private void AddGrammar(FileModel file, AnnotationModel annotation)
    {
        if (annotation.Words[0] != grammar)
        {
            return;
        }

        if (Namespace.Length > 0 && Namespace != annotation.Words[2])
        {
            faults.AtAnnotation(file, annotation, $"The grammar '{grammar}' has the namespace '{Namespace}' already.");
            return;
        }

        Namespace = annotation.Words[2];
    }

    private void Keep(FileModel file, AnnotationModel original, AnnotationModel canonical, AnnotationVerb verb)
    {
        var kept = new GrammarAnnotation(file.Path, file.Rfc, file.Capabilities, canonical);
        var earlier = verb.OnePerRule
            ? _kept.FindIndex(other => other.Annotation.Verb == verb.Name && other.Annotation.Words[0] == canonical.Words[0])
            : _kept.FindIndex(other => other.Annotation.Equals(canonical));
        if (earlier < 0)
        {
            _kept.Add(kept);
        }
        else if (_kept[earlier].Annotation.Equals(canonical))
        {
            // Two RFCs may both have the command; the annotation that came first stands.
        }
        else if (merger.Redefines(file, canonical.Words[0]))
        {
            _kept[earlier] = kept;
        }
        else if (!RedefinedElsewhere(_kept[earlier], canonical.Words[0]))
        {
            faults.AtAnnotation(file, original, $"'{canonical.Words[0]}' has another '{verb.Name}' in '{_kept[earlier].File}'.");
        }
    }

    private bool RedefinedElsewhere(GrammarAnnotation kept, string rule) =>
        order.Files.Any(file => file.Path == kept.File && merger.Redefines(file, rule));
}
