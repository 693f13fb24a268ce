using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>What is expected where a node begins: a name for a constant, and words for a person.</summary>
internal static class Expectation
{
    private const string Nothing = "nothing";

    /// <summary>What a node starts with, in words, and a name for it.</summary>
    public static (string Name, string Text) Of(Node node) => node switch
    {
        Node.Text text => Signs.Of(text.Upper),
        Node.Byte one => (one.Name, one.Name),
        Node.Token token => (token.Name, token.Name),
        Node.Sequence sequence => First([.. sequence.Items.Where(static item => item is not Node.Mark)]),
        Node.Choice choice => Any(choice),
        Node.Repeat repeat => Of(repeat.Body),
        Node.List list => list.Before is Node.Sequence { Items.Length: 0 } ? Of(list.Item) : Of(list.Before),
        Node.Capture capture => (capture.Shape.Rule, capture.Shape.Rule),
        Node.Call call => (call.Procedure.Rule, call.Procedure.Rule),
        _ => (Nothing, "something else"),
    };

    // What may be left out is expected together with what follows it.
    private static (string Name, string Text) First(Node[] items)
    {
        if (items.Length == 0)
        {
            return (Nothing, "something else");
        }

        var (name, text) = Of(items[0]);
        if (items.Length == 1 || items[0] is not Node.Repeat { Min: 0 } and not Node.List { Min: 0 })
        {
            return (name, text);
        }

        var (nextName, nextText) = First([.. items.Skip(1)]);
        if (nextName == Nothing || name == Nothing)
        {
            return name == Nothing ? (nextName, nextText) : (name, text);
        }

        return (name + " or " + nextName, text == nextText ? text : text + " or " + nextText);
    }

    private static (string Name, string Text) Any(Node.Choice choice)
    {
        // An alternative of nothing is nothing that a person could write.
        var all = choice.Alternatives.Select(Of).ToList();
        var parts = all.Where(part => part.Name != Nothing || all.TrueForAll(static one => one.Name == Nothing)).Select(static part => part.Text).Distinct().ToList();
        var text = parts.Count > 8 ? string.Join(", ", parts.Take(8)) + " or another " + choice.Rule : string.Join(" or ", parts);
        return ("any " + choice.Rule, text);
    }
}
