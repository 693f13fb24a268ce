using MailStore.Generators.Model;

namespace MailStore.Generators.Analysis;

/// <summary>
/// What follows each streamed literal up to the end of the frame: the grammar's own derivative. A repetition that holds the
/// literal goes on with the rest of its round and then with further rounds.
/// </summary>
internal sealed class Continuations(Lowering lowering)
{
    private readonly Stack<string> _path = new();

    /// <summary>For each streamed literal reachable from a rule: the command around it, its slot, and what follows.</summary>
    public List<(string Command, int Slot, Element Tail)> From(string start)
    {
        var found = new List<(string Command, int Slot, Element Tail)>();
        foreach (var (command, slot, rest) in Of(new ReferenceElement(start), isStream: false))
        {
            var known = found.FindIndex(one => one.Command == command && one.Slot == slot);
            if (known < 0)
            {
                found.Add((command, slot, rest));
            }
            else if (!found[known].Tail.Equals(rest))
            {
                lowering.Fault("ABNF0015", null, command, "A streamed literal of '" + command + "' is reached in two ways that go on differently.");
            }
        }

        return found;
    }

    private IEnumerable<(string Command, int Slot, Element Tail)> Of(Element element, bool isStream)
    {
        switch (element)
        {
            case ReferenceElement reference:
                return OfReference(reference, isStream);
            case SequenceElement sequence:
                return sequence.Items.SelectMany((item, i) => Of(item, isStream).Select(one =>
                    (one.Command, one.Slot, Join([one.Tail, .. sequence.Items.Skip(i + 1)]))));
            case ChoiceElement choice:
                return choice.Alternatives.SelectMany(alternative => Of(alternative, isStream));
            case RepeatElement repeat:
                var more = repeat.Max == RepeatElement.Unbounded ? repeat.Max : repeat.Max - 1;
                return Of(repeat.Body, isStream).Select(one => (one.Command, one.Slot, more == 0
                    ? one.Tail
                    : Join([one.Tail, new RepeatElement(Math.Max(0, repeat.Min - 1), more, repeat.Body) { File = repeat.File, Ordinal = repeat.Ordinal }])));
            default:
                return [];
        }
    }

    private IEnumerable<(string Command, int Slot, Element Tail)> OfReference(ReferenceElement reference, bool isStream)
    {
        var name = reference.Rule;
        var inherits = isStream && lowering.Rules.ShapeOf(name) is null && !lowering.Annotations.Commands.ContainsKey(name);
        if (!lowering.Rules.Has(name) || !(isStream || lowering.Annotations.Streams.Any(stream => lowering.Rules.Reaches(name, stream))))
        {
            yield break;
        }

        if (isStream && lowering.Rules.ShapeOf(name) is { Kind: ShapeKind.Counted })
        {
            if (_path.Any(lowering.Rules.IsRecursive))
            {
                lowering.Fault("ABNF0015", reference, _path.Peek(), "A streamed literal cannot stand in a rule that nests itself; resuming would need the stack.");
                yield break;
            }

            yield return ("", lowering.Procedures.SlotOf(reference), new SequenceElement(EquatableArray<Element>.Empty));
            yield break;
        }

        if (_path.Contains(name))
        {
            yield break;
        }

        _path.Push(name);
        var inner = Of(lowering.Rules.Body(name), inherits || lowering.Annotations.IsStream(name)).ToList();
        _path.Pop();
        var isCommand = lowering.Annotations.Commands.ContainsKey(name);
        foreach (var (command, slot, rest) in inner)
        {
            yield return (isCommand ? name : command, slot, rest);
        }
    }

    private static Element Join(IEnumerable<Element> elements)
    {
        var items = elements.SelectMany(static element => element is SequenceElement sequence ? sequence.Items : (IEnumerable<Element>)[element]).ToArray();
        return items.Length == 1 ? items[0] : new SequenceElement(new(items));
    }
}
