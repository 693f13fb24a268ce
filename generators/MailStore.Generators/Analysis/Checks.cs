using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

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
                Add(plan, faults, "ABNF0016", procedure.Rule, "A quoted rule stands between two delimiters of one octet: DQUOTE *(octet / escape octet) DQUOTE.", plan.Rules.Body(procedure.Rule));
            }

            if (procedure.Kind == ShapeKind.Counted && (TypedBody.Octets(plan.Rules.Body(procedure.Rule)) is null || !procedure.Scope!.Fields.Exists(static field => field.Shape.Kind == ShapeKind.Number)))
            {
                Add(plan, faults, "ABNF0014", procedure.Rule, "A counted rule has a header with a number of its own type and ends with the octets: literal = \"{\" number64 \"}\" CRLF *CHAR8.", plan.Rules.Body(procedure.Rule));
            }

            Visit(plan, faults, procedure.Rule, procedure.Body, inLoop: false);
        }

        foreach (var list in plan.Lists)
        {
            var kinds = list.Item.HasKinds ? plan.Scopes.First(scope => scope.Name == list.Item.Pascal).Kinds.Count : 0;
            if (kinds > Layout.MaskKindsMax)
            {
                Add(plan, faults, "ABNF0016", list.Item.Rule, "'" + list.Item.Rule + "' has " + kinds + " alternatives, and a list's mask has bits for " + Layout.MaskKindsMax + ": make some of them one alternative with a value of their own.", null);
            }
        }

        // A token that runs over the end of a frame needs no second word.
        if (!faults.Exists(static fault => string.Equals(fault.Id, "ABNF0018", StringComparison.Ordinal)))
        {
            plan.CheckTokenEnds();
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
                Add(plan, faults, "ABNF0019", scope.Rule, "The command '" + scope.Rule + "' takes " + size + " bytes of the " + room + " that a command of " + Layout.CommandBytesMax + " has left (" + string.Join(", ", scope.Fields.Select(field => field.Name + " " + layout.Of(field).Size)) + "); make one of its fields lazy.", null);
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
                    Add(plan, faults, "ABNF0018", rule, "A text of more than " + TextOctetsMax + " octets could be compared beyond a frame's padding.", text.At);
                }

                CheckSet(plan, faults, rule, text.Sets.Aggregate(ByteSet.Empty, static (all, set) => all | set), inLoop: false, text.At);
                break;
            case Node.Byte one:
                CheckSet(plan, faults, rule, one.Set, inLoop, one.At);
                break;
            case Node.Token token:
                VisitToken(plan, faults, token);
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
            case Node.List list:
                Visit(plan, faults, rule, list.Item, inLoop: false);
                Visit(plan, faults, rule, list.Before, inLoop: false);
                Visit(plan, faults, rule, list.Between, inLoop: false);
                Visit(plan, faults, rule, list.After, inLoop: false);
                break;
            case Node.Capture { Body: { } body }:
                Visit(plan, faults, rule, body, inLoop: false);
                break;
        }
    }

    // The automaton is what runs: it says whether there is a fault, and the element that takes the octet says where.
    private static void VisitToken(Plan plan, List<GrammarDiagnostic> faults, Node.Token token)
    {
        if (token.Dfa.IsCut)
        {
            Add(plan, faults, "ABNF0018", token.Name, "The automaton of '" + token.Name + "' has more than " + DfaMaker.StatesMax + " states: write it with fewer repetitions of what overlaps.", token.At);
        }

        for (var state = 0; state < token.Dfa.Count; state++)
        {
            foreach (var (set, target) in token.Dfa.Moves(state))
            {
                var refused = set.Contains(0) ? ByteSet.Of(0) : target == state ? set & Stops : ByteSet.Empty;
                if (!refused.IsEmpty)
                {
                    CheckSet(plan, faults, token.Name, set, target == state, Culprit(plan, token, refused));
                }
            }
        }
    }

    /// <summary>The element of the token's own rule that takes one of these octets; single octets first, for they are what repeats.</summary>
    private static Element? Culprit(Plan plan, Node.Token token, ByteSet taken)
    {
        var element = plan.Rules.Has(token.Name) && token.At is null or ReferenceElement ? plan.Rules.Body(token.Name) : token.At;
        return element is null ? null : Leaf(plan, element, taken, isSingle: true) ?? Leaf(plan, element, taken, isSingle: false) ?? element;
    }

    private static Element? Leaf(Plan plan, Element element, ByteSet taken, bool isSingle) => element switch
    {
        LiteralElement literal => literal.Text.Any(c => taken.Contains(c)) && (literal.Text.Length == 1 || !isSingle) ? literal : null,
        RangeElement range => ByteSet.Range(range.From, range.To).Overlaps(taken) ? range : null,
        ReferenceElement reference => plan.Rules.Has(reference.Rule) && !plan.Rules.IsRecursive(reference.Rule) && Leaf(plan, plan.Rules.Body(reference.Rule), taken, isSingle) is not null ? reference : null,
        SequenceElement sequence => sequence.Items.Select(item => Leaf(plan, item, taken, isSingle)).FirstOrDefault(static leaf => leaf is not null),
        ChoiceElement choice => choice.Alternatives.Select(item => Leaf(plan, item, taken, isSingle)).FirstOrDefault(static leaf => leaf is not null),
        RepeatElement repeat => Leaf(plan, repeat.Body, taken, isSingle),
        _ => null,
    };

    private static void CheckSet(Plan plan, List<GrammarDiagnostic> faults, string rule, ByteSet set, bool inLoop, Element? at)
    {
        if (set.Contains(0))
        {
            Add(plan, faults, "ABNF0018", rule, "The rule '" + rule + "' takes NUL, which marks the end of a frame.", at);
        }
        else if (inLoop && set.Overlaps(Stops))
        {
            Add(plan, faults, "ABNF0018", rule, "The rule '" + rule + "' repeats over CR or LF, which end a frame.", at);
        }
    }

    private static void Add(Plan plan, List<GrammarDiagnostic> faults, string id, string rule, string message, Element? at)
    {
        var file = at is { File.Length: > 0 } ? at.File : plan.Rules.Has(rule) ? plan.Rules[rule].File : "";
        var fault = new GrammarDiagnostic(id, file, rule, at is { File.Length: > 0 } ? at.Ordinal : DiagnosticPlace.Rule, message);
        if (!faults.Contains(fault))
        {
            faults.Add(fault);
        }
    }
}
