using MailStore.Generators.Model;

namespace MailStore.Generators.Analysis;

/// <summary>Makes the procedures that a whole frame goes to: start rules, lines of dialogues, and what follows streamed literals.</summary>
internal sealed class Starts(Plan plan, Lowering lowering)
{
    /// <summary>What half an octet counts to, from 1.</summary>
    private const int ResumeMax = 15;

    public void Make()
    {
        foreach (var rule in plan.Grammar.Starts)
        {
            if (!plan.Rules.Has(rule))
            {
                continue;
            }

            var hasCommands = plan.Annotations.Commands.Keys.Any(command => plan.Rules.Reaches(rule, command));
            if (hasCommands && plan.Header is not null)
            {
                lowering.Fault("ABNF0016", null, rule, "'" + rule + "' holds commands, and so does another start rule: a grammar has one start rule with commands.");
            }
            else if (hasCommands)
            {
                var header = lowering.Procedures.Frame(rule, plan.Grammar.Name + "Command", ScopeKind.Header, plan.Rules.Body(rule), "Command");
                plan.Header = header.Scope;
                Resume(rule);
            }
            else
            {
                Value(rule);
            }
        }

        foreach (var line in lowering.Procedures.Lines.Select(static one => one.Line).Distinct().ToList())
        {
            Wrap(line, new SequenceElement(new([new ReferenceElement(line), new ReferenceElement("crlf")])));
        }
    }

    private void Value(string rule)
    {
        if (plan.Rules.ShapeOf(rule) is { Kind: not (ShapeKind.Token or ShapeKind.Flag or ShapeKind.Counted or ShapeKind.Quoted) } shape)
        {
            lowering.Procedures.Typed(shape).IsStart = true;
            return;
        }

        // A token has no procedure of its own: its value is a struct with one field.
        Wrap(rule, plan.Rules.ShapeOf(rule) is null ? plan.Rules.Body(rule) : new ReferenceElement(rule));
    }

    private void Wrap(string rule, Element body) =>
        lowering.Procedures.Frame(rule, PascalName.Of(rule) + "Value", ScopeKind.Struct, body, PascalName.Of(rule) + "Frame");

    private void Resume(string rule)
    {
        var commands = new List<string>();
        foreach (var (command, slot, rest) in new Continuations(lowering).From(rule))
        {
            if (!commands.Contains(command))
            {
                commands.Add(command);
            }

            // The command's place among those that stream, and the slot: what the parser hands out is what Resume takes back.
            if (slot > ResumeMax || commands.Count > ResumeMax)
            {
                lowering.Fault("ABNF0015", null, command, "A grammar has at most " + ResumeMax + " places for streamed literals, in at most " + ResumeMax + " commands: a resume point is one octet.");
                return;
            }

            var point = ((commands.IndexOf(command) + 1) << 4) | slot;
            var procedure = lowering.Procedures.Resume(command, rest, slot, plan.Header!);
            plan.ResumePoints.Add((point, command, procedure));
        }
    }
}
