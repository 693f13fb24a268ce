using System.Globalization;
using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Analysis;

/// <summary>All <c>;@</c> comments of a grammar, looked up by rule. The composer has already refused unknown verbs and rules.</summary>
internal sealed class Annotations
{
    private readonly Dictionary<string, Shape> _shapes = [];
    private readonly Dictionary<string, Dictionary<string, string>> _names = [];
    private readonly Dictionary<string, int> _depths = [];
    private readonly Dictionary<string, List<string>> _preferred = [];
    private readonly Dictionary<(string Rule, string Text), GrammarAnnotation> _unused = [];
    private readonly Dictionary<string, string> _said = [];
    private readonly List<string> _often = [];
    private readonly Dictionary<string, GrammarAnnotation> _unusedOften = [];
    private readonly HashSet<string> _commits = [];
    private readonly HashSet<string> _streams = [];
    private readonly HashSet<string> _dialogues = [];

    public Annotations(Grammar grammar, List<GrammarDiagnostic> faults)
    {
        foreach (var entry in grammar.Annotations)
        {
            var words = entry.Annotation.Words;
            var rule = words.Count > 0 ? words[0].ToLowerInvariant() : "";
            switch (entry.Annotation.Verb)
            {
                case "type":
                    AddShape(entry, rule, faults);
                    break;
                case "name":
                    AddNames(entry, rule, words);
                    break;
                case "depth" when words.Count > 1 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var depth):
                    _depths[rule] = depth;
                    break;
                case "say":
                    _said[rule] = string.Join(" ", words.Skip(1));
                    break;
                case "commit":
                    _commits.UnionWith(words.Select(static word => word.ToLowerInvariant()));
                    break;
                case "prefer":
                    Get(_preferred, rule).AddRange(words.Skip(1).Select(static word => word.Trim('"').ToLowerInvariant()));
                    words.Skip(1).ToList().ForEach(word => Expect(entry, rule, word.Trim('"')));
                    break;
                case "often":
                    foreach (var word in words)
                    {
                        _often.Add(word.ToUpperInvariant());
                        _unusedOften[word.ToUpperInvariant()] = entry;
                    }

                    break;
                case "stream":
                    _streams.UnionWith(words.Select(static word => word.ToLowerInvariant()));
                    break;
                case "dialogue":
                    _dialogues.UnionWith(words.Select(static word => word.ToLowerInvariant()));
                    break;
                case "command":
                    Commands[rule] = new(rule, [.. words.Skip(2)], entry.Rfc, [.. entry.Capabilities]);
                    break;
            }
        }
    }

    public SortedDictionary<string, CommandRule> Commands { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Streams => _streams;

    public bool IsStream(string rule) => _streams.Contains(rule);

    public bool IsDialogue(string rule) => _dialogues.Contains(rule);

    public bool IsCommit(string rule) => _commits.Contains(rule);

    public int Depth(string rule) => _depths.TryGetValue(rule, out var depth) ? depth : 0;

    public Shape? Shape(string rule) => _shapes.TryGetValue(rule, out var shape) ? shape : null;

    /// <summary>The rank of an alternative among the preferred ones: lower wins, int.MaxValue if it is not listed.</summary>
    public int Preference(string rule, string alternative)
    {
        var rank = _preferred.TryGetValue(rule, out var list) ? list.IndexOf(alternative.ToLowerInvariant()) : -1;
        _unused.Remove((rule, alternative.ToUpperInvariant()));
        return rank < 0 ? int.MaxValue : rank;
    }

    /// <summary>What a person reads where a rule was expected.</summary>
    public string Said(string rule) => _said.TryGetValue(rule.ToLowerInvariant(), out var words) ? words : rule;

    /// <summary>The rank of a keyword among those that come often, -1 if it is none.</summary>
    public int Often(string keyword)
    {
        _unusedOften.Remove(keyword);
        return _often.IndexOf(keyword);
    }

    public string? Name(string rule, string text)
    {
        _unused.Remove((rule, text.ToUpperInvariant()));
        return _names.TryGetValue(rule, out var names) && names.TryGetValue(text.ToUpperInvariant(), out var name) ? name : null;
    }

    /// <summary>Says which names and preferences were of no alternative: most likely they are misspelt.</summary>
    public void ReportUnused(List<GrammarDiagnostic> faults)
    {
        ReportUnusedOften(faults);
        foreach (var pair in _unused)
        {
            faults.Add(new(
                "ABNF0016", pair.Value.File, pair.Key.Rule, DiagnosticPlace.OfAnnotation(pair.Value.Annotation.Index), "No alternative of '" + pair.Key.Rule + "' is called or begins with '" + pair.Key.Text + "'."));
        }
    }

    private void ReportUnusedOften(List<GrammarDiagnostic> faults)
    {
        foreach (var pair in _unusedOften)
        {
            faults.Add(new("ABNF0016", pair.Value.File, "", DiagnosticPlace.OfAnnotation(pair.Value.Annotation.Index), "No choice is decided by the keyword '" + pair.Key + "'."));
        }
    }

    private void Expect(GrammarAnnotation entry, string rule, string text) => _unused[(rule, text.ToUpperInvariant())] = entry;

    private static TValue Get<TValue>(Dictionary<string, TValue> map, string key)
        where TValue : new()
    {
        if (!map.TryGetValue(key, out var value))
        {
            map.Add(key, value = new());
        }

        return value;
    }

    private void AddNames(GrammarAnnotation entry, string rule, EquatableArray<string> words)
    {
        foreach (var word in words.Skip(1))
        {
            var end = word.LastIndexOf("\"=", StringComparison.Ordinal);
            if (end > 0)
            {
                Expect(entry, rule, word.Substring(1, end - 1));
                Get(_names, rule)[word.Substring(1, end - 1).ToUpperInvariant()] = word.Substring(end + 2);
            }
        }
    }

    private void AddShape(GrammarAnnotation entry, string rule, List<GrammarDiagnostic> faults)
    {
        var words = entry.Annotation.Words;
        var type = words.Count > 1 ? words[1] : "";
        var isLazy = words.Skip(2).Contains("lazy");
        var (kind, max, bytes) = type switch
        {
            "token" => (ShapeKind.Token, 0UL, 0),
            "u8" => (ShapeKind.Number, byte.MaxValue, 1),
            "u16" => (ShapeKind.Number, ushort.MaxValue, 2),
            "u32" => (ShapeKind.Number, uint.MaxValue, 4),
            "u63" => (ShapeKind.Number, (ulong)long.MaxValue, 8),
            "u64" => (ShapeKind.Number, ulong.MaxValue, 8),
            "str" => (ShapeKind.Str, 0UL, 0),
            "quoted" => (ShapeKind.Quoted, 0UL, 0),
            "counted" => (ShapeKind.Counted, 0UL, 0),
            "flag" => (ShapeKind.Flag, 0UL, 0),
            "enum" => (ShapeKind.Enum, 0UL, 0),
            "union" => (ShapeKind.Union, 0UL, 0),
            "struct" => (ShapeKind.Struct, 0UL, 0),
            _ => (ShapeKind.Transparent, 0UL, 0),
        };
        if (kind == ShapeKind.Transparent)
        {
            return; // The composer has said so: ABNF0016.
        }

        if (isLazy && kind is not (ShapeKind.Union or ShapeKind.Struct or ShapeKind.Enum))
        {
            faults.Add(new("ABNF0016", entry.File, rule, DiagnosticPlace.OfAnnotation(entry.Annotation.Index), "'lazy' stands behind union, struct and enum; a " + type + " is a slice already."));
        }

        _shapes[rule] = new(rule, kind)
        {
            IsLazy = isLazy,
            Max = max,
            Bytes = bytes,
            Constants = kind == ShapeKind.Number ? ReadConstants(entry, rule, max, faults) : [],
            CountRule = kind == ShapeKind.Counted && words.Count > 2 ? words[2].ToLowerInvariant() : "",
        };
    }

    private static Dictionary<string, ulong> ReadConstants(GrammarAnnotation entry, string rule, ulong max, List<GrammarDiagnostic> faults)
    {
        var constants = new Dictionary<string, ulong>();
        foreach (var word in entry.Annotation.Words.Skip(2))
        {
            var end = word.LastIndexOf("\"=", StringComparison.Ordinal);
            var text = end > 0 ? word.Substring(end + 2) : "";
            if (text == "max")
            {
                constants[word.Substring(1, end - 1).ToUpperInvariant()] = max;
            }
            else if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max)
            {
                constants[word.Substring(1, end - 1).ToUpperInvariant()] = number;
            }
            else
            {
                constants[end > 0 ? word.Substring(1, end - 1).ToUpperInvariant() : word] = 0;
                faults.Add(new("ABNF0016", entry.File, rule, DiagnosticPlace.OfAnnotation(entry.Annotation.Index), "'" + word + "' gives no value to a text of '" + rule + "': write \"TEXT\"=max or \"TEXT\"=N, where N is at most " + max.ToString(CultureInfo.InvariantCulture) + "."));
            }
        }

        return constants;
    }
}
