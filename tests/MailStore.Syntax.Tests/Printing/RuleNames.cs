using MailStore.Generators.Model;
using MailStore.Syntax.Tests.Oracle;

namespace MailStore.Syntax.Tests.Printing;

/// <summary>What grammars/README.md says of names: which type stands behind a rule, which field holds it, what an alternative is called.</summary>
internal sealed class RuleNames
{
    private readonly GrammarFacts _facts;
    private readonly HashSet<string> _commands = new(StringComparer.Ordinal);
    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Rule, string Text), string> _names = [];
    private readonly Dictionary<string, bool> _captures = new(StringComparer.Ordinal);

    public RuleNames(Grammar grammar, GrammarFacts facts)
    {
        _facts = facts;
        foreach (var annotation in grammar.Annotations.Select(item => item.Annotation))
        {
            var words = annotation.Words;
            switch (annotation.Verb)
            {
                case "command":
                    _commands.Add(words[0].ToLowerInvariant());
                    break;
                case "stream":
                    _streams.UnionWith(words.Select(word => word.ToLowerInvariant()));
                    break;
                case "name":
                    foreach (var word in words.Skip(1))
                    {
                        var end = word.LastIndexOf("\"=", StringComparison.Ordinal);
                        _names[(words[0].ToLowerInvariant(), word[1..end].ToUpperInvariant())] = word[(end + 2)..];
                    }

                    break;
            }
        }
    }

    public bool IsCommand(string rule) => _commands.Contains(rule);

    public bool IsStream(string rule) => _streams.Contains(rule);

    /// <summary>The typed rule behind a name: itself, or what <c>x = y</c> takes the type of; null for a transparent rule.</summary>
    public string? TypedBehind(string rule)
    {
        while (!_facts.Types.ContainsKey(rule))
        {
            if (IsCommand(rule) || IsStream(rule) || _facts.Body(rule) is not ReferenceElement next)
            {
                return null;
            }

            rule = next.Rule;
        }

        return rule;
    }

    /// <summary>Names of the field that may hold a rule's value: a single one, or a list.</summary>
    public static string[] FieldsOf(string rule)
    {
        var name = PascalName.Of(rule);
        var plural = name.EndsWith('y') && name.Length > 1 && !"aeiou".Contains(name[^2], StringComparison.Ordinal) ? name[..^1] + "ies"
            : name.EndsWith('s') || name.EndsWith('x') ? name + "es"
            : name + "s";
        return [name, plural];
    }

    /// <summary>True if the value says anything of how the element was written.</summary>
    public bool Captures(Element element)
    {
        if (element is not ReferenceElement reference)
        {
            return GrammarFacts.Children(element).Any(Captures);
        }

        if (!_captures.TryGetValue(reference.Rule, out var known))
        {
            _captures[reference.Rule] = false; // Of a rule that nests itself the other parts decide.
            known = _captures[reference.Rule] = IsCommand(reference.Rule) || IsStream(reference.Rule) || TypedBehind(reference.Rule) is not null || Captures(_facts.Body(reference.Rule));
        }

        return known;
    }

    /// <summary>Alternatives of a union or an enum, nested choices and rules of mere words opened, each with its name.</summary>
    public IEnumerable<(string Name, Element Alternative)> Alternatives(string rule) =>
        Open(_facts.Body(rule), isEnum: _facts.TypeOf(rule) == "enum").Select(alternative => (NameOf(rule, alternative), alternative));

    /// <summary>The text of an element that has one only; null for any other.</summary>
    public string? FixedText(Element element) => element switch
    {
        LiteralElement literal => literal.Text,
        ReferenceElement reference => FixedText(_facts.Body(reference.Rule)),
        SequenceElement sequence => sequence.Items.Select(FixedText).Aggregate((string?)"", (all, text) => all is null || text is null ? null : all + text),
        RepeatElement { Min: 1, Max: 1 } repeat => FixedText(repeat.Body),
        _ => null,
    };

    private IEnumerable<Element> Open(Element element, bool isEnum) => element switch
    {
        ChoiceElement choice => choice.Alternatives.SelectMany(alternative => Open(alternative, isEnum)),
        ReferenceElement reference when isEnum && _facts.Body(reference.Rule) is ChoiceElement words && words.Alternatives.All(word => word is LiteralElement) =>
            Open(words, isEnum),
        _ => [element],
    };

    private string NameOf(string rule, Element alternative)
    {
        var text = alternative is ReferenceElement reference ? reference.Rule : FirstText(alternative) ?? "";
        if (_names.TryGetValue((rule, text.ToUpperInvariant()), out var given))
        {
            return given;
        }

        var used = References(alternative).ToList();
        return PascalName.Of(text) is { Length: > 0 } name ? name : PascalName.Of(used.Find(one => TypedBehind(one) is not null) ?? used.FirstOrDefault() ?? "");
    }

    private static string? FirstText(Element element) => element switch
    {
        LiteralElement literal => literal.Text,
        SequenceElement sequence => sequence.Items.Select(FirstText).FirstOrDefault(text => text is not null),
        RepeatElement { Min: > 0 } repeat => FirstText(repeat.Body),
        _ => null,
    };

    private static IEnumerable<string> References(Element element) =>
        element is ReferenceElement reference ? [reference.Rule] : GrammarFacts.Children(element).SelectMany(References);
}
