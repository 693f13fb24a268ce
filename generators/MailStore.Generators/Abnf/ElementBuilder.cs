using MailStore.Generators.Diagnostics;
using MailStore.Generators.Model;

namespace MailStore.Generators.Abnf;

/// <summary>Makes elements of drafts, numbers them in preorder over the whole file, and notes where each stands.</summary>
internal sealed class ElementBuilder(string file)
{
    private readonly List<TextPlace> _places = [];

    public TextPlace[] Places => [.. _places];

    public Element Build(Draft draft)
    {
        var ordinal = _places.Count;
        _places.Add(draft.Place);
        return draft.Kind switch
        {
            DraftKind.Choice => new ChoiceElement(Children(draft)) { File = file, Ordinal = ordinal },
            DraftKind.Sequence => new SequenceElement(Children(draft)) { File = file, Ordinal = ordinal },
            DraftKind.Repeat => new RepeatElement(draft.From, draft.To, Build(draft.Children[0])) { File = file, Ordinal = ordinal },
            DraftKind.Reference => new ReferenceElement(draft.Text) { File = file, Ordinal = ordinal },
            DraftKind.Literal => new LiteralElement(draft.Text, draft.CaseSensitive) { File = file, Ordinal = ordinal },
            DraftKind.Range => new RangeElement(draft.From, draft.To) { File = file, Ordinal = ordinal },
            _ => new ProseElement(draft.Text) { File = file, Ordinal = ordinal },
        };
    }

    private EquatableArray<Element> Children(Draft draft) => new([.. draft.Children.Select(Build)]);
}
