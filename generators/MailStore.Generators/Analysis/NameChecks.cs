using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Analysis;

/// <summary>Sees that what is emitted can be called as the grammar calls it: no two things of one name, none of a name that is taken.</summary>
internal sealed class NameChecks(Plan plan, List<GrammarDiagnostic> faults)
{
    private const int KindsMax = byte.MaxValue;

    /// <summary>Types and namespaces that emitted code names without saying where they come from.</summary>
    private static readonly string[] Used = ["W", "Unsafe", "MemoryMarshal", "MethodImplOptions", "LayoutKind", "ReadOnlySpan"];

    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    public void Run()
    {
        foreach (var name in Used.Concat(Own()))
        {
            _types[name] = "";
        }

        var kinds = plan.Scopes.Where(static scope => scope.Kinds.Count > 0).SelectMany(static scope => new[] { scope.Name + "Kind", scope.Name + "Kinds" });
        var spoken = new HashSet<string>(_types.Keys.Concat(kinds), StringComparer.Ordinal);
        Types();
        Methods(spoken);
        foreach (var scope in plan.Scopes)
        {
            Fields(scope);
            if (scope.Kinds.Count > KindsMax)
            {
                Add(scope.Rule, "'" + scope.Rule + "' has " + scope.Kinds.Count + " alternatives, and a kind is one octet: " + KindsMax + " at most.");
            }
        }

        Commands();
    }

    private IEnumerable<string> Own()
    {
        string[] always = ["Rules", "Parser", "Expected", "Sets", "Tokens"];
        string[] ofCommands = ["Command", "Verb", "Verbs", "States", "Dialogue", "Dispatch"];
        return (plan.Header is null ? always : always.Concat(ofCommands)).Select(word => plan.Grammar.Name + word);
    }

    private void Types()
    {
        foreach (var scope in plan.Scopes.Where(static scope => scope.Kind != ScopeKind.Header))
        {
            Take(scope.Name, scope.Rule);
            if (scope.Kinds.Count > 0)
            {
                Take(scope.Name + "Kind", scope.Rule);
                Take(scope.Name + "Kinds", scope.Rule);
            }
        }

        foreach (var list in plan.Lists)
        {
            Take(list.Name, list.Item.Rule);
            Take(list.Name + "View", list.Item.Rule);
        }

        foreach (var shape in plan.LazyShapes)
        {
            Take(shape.Pascal + "Lazy", shape.Rule);
        }
    }

    private void Take(string name, string rule)
    {
        if (_types.TryGetValue(name, out var owner))
        {
            Add(rule, "'" + rule + "' would become the C# type '" + name + "', which " + (owner.Length == 0 ? "emitted code needs for itself" : "'" + owner + "' becomes too") + ": give the rule another name.");
        }

        _types[name] = rule;
    }

    private void Methods(HashSet<string> spoken)
    {
        var methods = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var procedure in plan.Procedures)
        {
            if (spoken.Contains(procedure.Name) || methods.ContainsKey(procedure.Name))
            {
                Add(procedure.Rule, "'" + procedure.Rule + "' would become the C# method '" + procedure.Name + "', " + (methods.TryGetValue(procedure.Name, out var owner) ? "as '" + owner + "' does" : "which hides what emitted code needs") + ": give the rule another name.");
            }

            methods[procedure.Name] = procedure.Rule;
        }
    }

    private void Fields(Scope scope)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { scope.Name };
        names.UnionWith(scope.Kind == ScopeKind.Union ? ["Kind"] : scope.Kind == ScopeKind.Header ? ["Verb"] : []);
        var fields = scope.Kind == ScopeKind.Header ? scope.Fields.Concat(plan.Overlays) : scope.Fields;
        foreach (var field in fields)
        {
            if (!names.Add(field.Name))
            {
                var rule = plan.Rules.Has(field.Shape.Rule) ? field.Shape.Rule : plan.Scopes.First(known => known.Name == field.Shape.Rule).Rule;
                Add(rule, "'" + rule + "' would become the field '" + field.Name + "' of " + scope.Name + ", which has that name already: give the rule another name, or use it under one (x-name = " + rule + ").");
            }
        }

        if (scope.Kind == ScopeKind.Enum && scope.Kinds.Contains("Other") && scope.Name is "Kind" or "Text")
        {
            Add(scope.Rule, "'" + scope.Rule + "' would become a struct with the field '" + scope.Name + "', which C# does not allow: give the rule another name.");
        }

        if (scope.Kind == ScopeKind.Union && scope.Name == "Kind")
        {
            Add(scope.Rule, "'" + scope.Rule + "' would become a struct with the field 'Kind', which C# does not allow: give the rule another name.");
        }
    }

    // Units of commands are files, and names of files have no case.
    private void Commands()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["None"] = "" };
        foreach (var rule in plan.Annotations.Commands.Keys)
        {
            var name = PascalName.Of(rule);
            if (names.TryGetValue(name, out var owner))
            {
                Add(rule, owner.Length == 0
                    ? "A command cannot be called '" + name + "': that is the verb of a value that holds no command."
                    : "The commands '" + owner + "' and '" + rule + "' are one name to C#, '" + name + "': give one of them another.");
            }

            names[name] = rule;
        }

        if (names.Count - 1 > KindsMax)
        {
            Add(plan.Grammar.Starts[0], "The grammar has " + (names.Count - 1) + " commands, and a verb is one octet: " + KindsMax + " at most.");
        }
    }

    private void Add(string rule, string message)
    {
        var fault = new GrammarDiagnostic("ABNF0016", plan.Rules.Has(rule) ? plan.Rules[rule].File : "", rule, DiagnosticPlace.Rule, message);
        if (!faults.Contains(fault))
        {
            faults.Add(fault);
        }
    }
}
