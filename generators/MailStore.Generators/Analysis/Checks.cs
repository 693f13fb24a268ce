using MailStore.Generators.Diagnostics;

namespace MailStore.Generators.Analysis;

/// <summary>Proves what the emitted code relies on: loops stop at the end of a frame, loads stay in the padding, commands stay small.</summary>
internal static class Checks
{
    private const int TextOctetsMax = 56;

    private static readonly ByteSet Stops = ByteSet.Of(0) | ByteSet.Of('\r') | ByteSet.Of('\n');

    public static void Run(Plan plan, List<GrammarDiagnostic> faults)
    {
        foreach (var procedure in plan.Procedures)
        {
            if (procedure.Kind == ShapeKind.Quoted && !IsDelimited(procedure.Body))
            {
                Add(plan, faults, "ABNF0016", procedure.Rule, "A quoted rule stands between two delimiters of one octet: DQUOTE *(octet / escape octet) DQUOTE.");
            }

            if (procedure.Kind == ShapeKind.Counted && (TypedBody.Octets(plan.Rules.Body(procedure.Rule)) is null || !procedure.Scope!.Fields.Exists(static field => field.Shape.Kind == ShapeKind.Number)))
            {
                Add(plan, faults, "ABNF0014", procedure.Rule, "A counted rule has a header with a number of its own type and ends with the octets: literal = \"{\" number64 \"}\" CRLF *CHAR8.");
            }

            Visit(plan, faults, procedure.Rule, procedure.Body, inLoop: false);
        }

        if (plan.Header is not null)
        {
            CheckSizes(plan, faults);
        }
    }

    // Anything between two delimiters of one octet each.
    private static bool IsDelimited(Node node) =>
        node is Node.Sequence { Items: [Node.Text { Sets.Length: 1 }, .., Node.Text { Sets.Length: 1 }] };

    private static void CheckSizes(Plan plan, List<GrammarDiagnostic> faults)
    {
        var layout = new Layout(plan);
        var room = Layout.CommandBytesMax - layout.OverlayOffset(plan.Header!);
        foreach (var scope in plan.Scopes.Where(static scope => scope.Kind == ScopeKind.Command))
        {
            var (size, _) = layout.Of(scope);
            if (size > room)
            {
                Add(plan, faults, "ABNF0019", scope.Rule, "The command '" + scope.Rule + "' takes " + size + " bytes of the " + room + " that a command of " + Layout.CommandBytesMax + " has left (" + string.Join(", ", scope.Fields.Select(field => field.Name + " " + layout.Of(field).Size)) + "); make one of its fields lazy.");
            }
        }
    }

    private static void Visit(Plan plan, List<GrammarDiagnostic> faults, string rule, Node node, bool inLoop)
    {
        switch (node)
        {
            case Node.Text text:
                if (text.Sets.Length > TextOctetsMax)
                {
                    Add(plan, faults, "ABNF0018", rule, "A text of more than " + TextOctetsMax + " octets could be compared beyond a frame's padding.");
                }

                CheckSet(plan, faults, rule, text.Sets.Aggregate(ByteSet.Empty, static (all, set) => all | set), inLoop: false);
                break;
            case Node.Byte one:
                CheckSet(plan, faults, rule, one.Set, inLoop);
                break;
            case Node.Token token:
                for (var state = 0; state < token.Dfa.Count; state++)
                {
                    foreach (var (set, target) in token.Dfa.Moves(state))
                    {
                        CheckSet(plan, faults, token.Name, set, target == state);
                    }
                }

                break;
            case Node.Sequence sequence:
                foreach (var item in sequence.Items)
                {
                    Visit(plan, faults, rule, item, inLoop: false);
                }

                break;
            case Node.Choice choice:
                foreach (var alternative in choice.Alternatives)
                {
                    Visit(plan, faults, rule, alternative, inLoop);
                }

                break;
            case Node.Repeat repeat:
                Visit(plan, faults, rule, repeat.Body, repeat.Max > 1);
                break;
            case Node.Capture { Body: { } body }:
                Visit(plan, faults, rule, body, inLoop: false);
                break;
        }
    }

    private static void CheckSet(Plan plan, List<GrammarDiagnostic> faults, string rule, ByteSet set, bool inLoop)
    {
        if (set.Contains(0))
        {
            Add(plan, faults, "ABNF0018", rule, "The rule '" + rule + "' takes NUL, which marks the end of a frame.");
        }
        else if (inLoop && set.Overlaps(Stops))
        {
            Add(plan, faults, "ABNF0018", rule, "The rule '" + rule + "' repeats over CR or LF, which end a frame.");
        }
    }

    private static void Add(Plan plan, List<GrammarDiagnostic> faults, string id, string rule, string message)
    {
        var fault = new GrammarDiagnostic(id, plan.Rules.Has(rule) ? plan.Rules[rule].File : "", rule, -1, message);
        if (!faults.Contains(fault))
        {
            faults.Add(fault);
        }
    }
}
