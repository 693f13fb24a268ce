using MailStore.Generators.Model;

namespace MailStore.Generators.Analysis;

/// <summary>Finds lists in sequences: <c>x *(sep x)</c>, <c>*(sep x)</c>, <c>*(x sep)</c>, <c>1*x</c>.</summary>
internal sealed class ListMaker(Lowering lowering)
{
    private readonly List<ListType> _types = [];
    private readonly List<(Field Field, Shape Shape)> _open = [];

    public IReadOnlyList<ListType> Types => _types;

    /// <summary>Takes the list that starts at item <paramref name="i"/>, leaving <paramref name="i"/> at its last item; null if there is none.</summary>
    public Node? TryList(EquatableArray<Element> items, ref int i, Place place)
    {
        if (items[i] is ReferenceElement head && IsItem(head) && i + 1 < items.Count && items[i + 1] is RepeatElement { Max: > 1 } more
            && Split(more.Body) is { } tail && tail.Item.Rule == head.Rule && tail.After.Count == 0)
        {
            i++;
            var max = more.Max == RepeatElement.Unbounded ? more.Max : more.Max + 1;
            return Make(tail.Item, [], tail.Before, [], more.Min + 1, max, place).MadeOf(more);
        }

        return items[i] is RepeatElement { Max: > 1 } repeat ? TryRepeat(repeat, place) : null;
    }

    public Node? TryRepeat(RepeatElement repeat, Place place)
    {
        if (!lowering.Rules.Captures(repeat.Body))
        {
            return null;
        }

        if (Split(repeat.Body) is { } parts)
        {
            return Make(parts.Item, parts.Before, parts.Before, parts.After, repeat.Min, repeat.Max, place).MadeOf(repeat);
        }

        if (Streams(repeat.Body, []))
        {
            return null; // Each round ends with its frame, so there is one round a frame and no list.
        }

        lowering.Fault("ABNF0016", repeat, place.Rule, "A repetition must hold exactly one captured rule: put what repeats into a rule of type struct.");
        return Node.Nothing;
    }

    /// <summary>A single value in a place where the scope has a list, or where a value nests: a list of one.</summary>
    public Node One(ReferenceElement item, Shape shape, Place place)
    {
        var name = PascalName.Of(item.Rule);
        var field = lowering.AddField(place, place.Take(place.Listed.Contains(item.Rule) || name == place.Scope!.Name ? Plural(name) : name), shape, item);
        field.IsList = true;
        _open.Add((field, shape));
        return new Node.List(field, lowering.Capture(field, shape), Node.Nothing, Node.Nothing, Node.Nothing, 1, 1);
    }

    /// <summary>Names of typed rules that are lists anywhere below an element.</summary>
    public HashSet<string> Listed(Element element)
    {
        var names = new HashSet<string>();
        Collect(element, names, []);
        return names;
    }

    /// <summary>Gives every list of one a type: that of a longer list of the same items if there is one.</summary>
    public void Close()
    {
        foreach (var (field, shape) in _open)
        {
            field.List ??= _types.Find(type => type.Item == shape) ?? Type(shape, Node.Nothing);
        }
    }

    private static string Plural(string name) =>
        name.EndsWith("y", StringComparison.Ordinal) && name.Length > 1 && !"aeiou".Contains(name[name.Length - 2]) ? name.Substring(0, name.Length - 1) + "ies"
        : name.EndsWith("s", StringComparison.Ordinal) || name.EndsWith("x", StringComparison.Ordinal) ? name + "es"
        : name + "s";

    private static int FixedLength(Node node) => node switch
    {
        Node.Text text => text.Sets.Length,
        Node.Byte => 1,
        Node.Sequence sequence => sequence.Items.Aggregate(0, static (sum, item) => sum < 0 || FixedLength(item) < 0 ? -1 : sum + FixedLength(item)),
        _ => -1,
    };

    private Node Make(
        ReferenceElement item, List<Element> before, List<Element> between, List<Element> after, int min, int max, Place place)
    {
        var shape = lowering.Rules.ShapeOf(item.Rule)!;
        if (place.Scope is null)
        {
            lowering.Fault("ABNF0016", item, place.Rule, "The recursive rule '" + place.Rule + "' captures '" + item.Rule + "' and has no type; make it a struct or a union.");
            return Node.Nothing;
        }

        var gap = Node.Join(after.Concat(between).Select(element => lowering.Lower(element, place)));
        var field = lowering.AddField(place, place.Take(Plural(PascalName.Of(item.Rule))), shape, item);
        field.IsList = true;
        var type = Type(shape, gap);
        if (field.List is not null && field.List != type)
        {
            lowering.Fault("ABNF0016", item, place.Rule, "The list '" + field.Name + "' is written with two different separators; give one of them a rule of its own.");
        }

        field.List = type;
        return new Node.List(
            field,
            lowering.Capture(field, shape),
            Node.Join(before.Select(element => lowering.Lower(element, place))),
            Node.Join(between.Select(element => lowering.Lower(element, place))),
            Node.Join(after.Select(element => lowering.Lower(element, place))),
            min,
            max);
    }

    private ListType Type(Shape item, Node gap)
    {
        var length = FixedLength(gap);
        var known = _types.Find(type => type.Item == item && type.Gap == length && (length >= 0 || type.Between!.Key == gap.Key));
        if (known is not null)
        {
            return known;
        }

        var count = _types.Count(type => type.Item == item);
        var name = item.Pascal + "List" + (count == 0 ? "" : (count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var made = new ListType(name, item, length, length < 0 ? gap : null);
        _types.Add(made);
        var capture = lowering.Capture(new(name, item), item);
        made.ItemProcedure = capture.Procedure;
        made.ItemBody = capture.Body;
        if (length < 0)
        {
            made.Skip = lowering.Procedures.Skip(made);
        }

        return made;
    }

    private bool IsItem(ReferenceElement reference) =>
        lowering.Rules.ShapeOf(reference.Rule) is { Kind: not ShapeKind.Flag };

    /// <summary>Cuts the body of a repetition around its one captured rule; null if there is not exactly one.</summary>
    private (List<Element> Before, ReferenceElement Item, List<Element> After)? Split(Element body)
    {
        List<Element> before = [], after = [];
        ReferenceElement? item = null;
        foreach (var element in Flatten(body))
        {
            if (!lowering.Rules.Captures(element))
            {
                (item is null ? before : after).Add(element);
            }
            else if (item is null && element is ReferenceElement reference && IsItem(reference))
            {
                item = reference;
            }
            else
            {
                return null;
            }
        }

        return item is null ? null : (before, item, after);
    }

    private IEnumerable<Element> Flatten(Element element)
    {
        switch (element)
        {
            case SequenceElement sequence:
                return sequence.Items.SelectMany(Flatten);
            case ReferenceElement reference when lowering.Rules.CapturesRule(reference.Rule) && lowering.Rules.ShapeOf(reference.Rule) is null
                    && !lowering.Annotations.Commands.ContainsKey(reference.Rule) && !lowering.Rules.IsRecursive(reference.Rule)
                    && !lowering.Annotations.IsStream(reference.Rule):
                return Flatten(lowering.Rules.Body(reference.Rule));
            default:
                return [element];
        }
    }

    private void Collect(Element element, HashSet<string> names, HashSet<string> seen)
    {
        switch (element)
        {
            case SequenceElement sequence:
                foreach (var item in sequence.Items)
                {
                    Collect(item, names, seen);
                }

                break;
            case ChoiceElement choice:
                foreach (var alternative in choice.Alternatives)
                {
                    Collect(alternative, names, seen);
                }

                break;
            case RepeatElement repeat:
                if (repeat.Max > 1 && lowering.Rules.Captures(repeat.Body) && Split(repeat.Body) is { } parts)
                {
                    names.Add(parts.Item.Rule);
                }

                Collect(repeat.Body, names, seen);
                break;
            case ReferenceElement reference when lowering.Rules.Has(reference.Rule) && lowering.Rules.ShapeOf(reference.Rule) is null
                    && !lowering.Annotations.Commands.ContainsKey(reference.Rule) && seen.Add(reference.Rule):
                Collect(lowering.Rules.Body(reference.Rule), names, seen);
                break;
        }
    }

    private bool Streams(Element element, HashSet<string> seen) => RuleSet.References(element).Any(name =>
        lowering.Rules.Has(name) && seen.Add(name) && (lowering.Annotations.IsStream(name) || Streams(lowering.Rules.Body(name), seen)));
}
