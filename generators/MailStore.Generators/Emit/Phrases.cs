using System.Globalization;
using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>What a node starts with, in words for a person, and a name for that.</summary>
internal static class Phrases
{
    public static (string Name, string Text) Of(Node node) => node switch
    {
        Node.Text text => Literal(text),
        Node.Byte one => (one.Name, one.Name),
        Node.Token token => (token.Name, token.Name),
        Node.Sequence { Items.Length: > 0 } sequence => Of(sequence.Items.FirstOrDefault(static item => item is not Node.Mark) ?? sequence.Items[0]),
        Node.Choice choice => Any(choice),
        Node.Repeat repeat => Of(repeat.Body),
        Node.List list => list.Before is Node.Sequence { Items.Length: 0 } ? Of(list.Item) : Of(list.Before),
        Node.Capture capture => (capture.Shape.Rule, capture.Shape.Rule),
        Node.Call call => (call.Procedure.Rule, call.Procedure.Rule),
        _ => ("nothing", "something else"),
    };

    private static (string Name, string Text) Literal(Node.Text text) => text.Upper switch
    {
        " " => ("space", "a space"),
        "\r\n" => ("end of line", "the end of the line"),
        var upper when upper.All(static c => c is > ' ' and < '\x7F') => (char.IsLetterOrDigit(upper[0]) ? upper : "text " + Hex(upper), "\"" + upper + "\""),
        var upper => ("text " + Hex(upper), upper.All(static c => c is >= ' ' and < '\x7F') ? "\"" + upper + "\"" : "octets " + Hex(upper)),
    };

    private static string Hex(string text) => string.Concat(text.Select(static c => ((int)c).ToString("X2", CultureInfo.InvariantCulture)));

    private static (string Name, string Text) Any(Node.Choice choice)
    {
        var parts = choice.Alternatives.Select(static node => Of(node).Text).Distinct().ToList();
        var text = parts.Count > 8 ? string.Join(", ", parts.Take(8)) + " or another " + choice.Rule : string.Join(" or ", parts);
        return ("any " + choice.Rule, text);
    }
}
