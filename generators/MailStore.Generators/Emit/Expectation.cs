using MailStore.Generators.Analysis;

namespace MailStore.Generators.Emit;

/// <summary>What is expected where a node begins: a name for a constant, and words for a person.</summary>
/// <param name="said">The words of a rule.</param>
internal sealed class Expectation(Func<string, string> said)
{
    private const string Nothing = "nothing";
    private const string SomethingElse = "something else";
    private const int TextsMax = 8;

    /// <summary>What a node starts with, in words, and a name for it.</summary>
    public (string Name, string Text) Of(Node node) => (NameOf(node), Join(TextsOf(node)));

    /// <summary>What may be there, as a person would list it.</summary>
    private static string Join(List<string> texts) => texts.Count switch
    {
        0 => SomethingElse,
        1 => texts[0],
        _ => string.Join(", ", texts.Take(texts.Count - 1)) + " or " + texts[texts.Count - 1],
    };

    private static string NameOf(Node node) => node switch
    {
        Node.Text text => Signs.Of(text.Upper).Name,
        Node.Byte one => one.Name,
        Node.Token token => token.Name,
        Node.Sequence sequence => NameOfFirst([.. sequence.Items.Where(static item => item is not Node.Mark)]),
        Node.Choice choice => "any " + choice.Rule,
        Node.Repeat repeat => NameOf(repeat.Body),
        Node.List list => NameOf(StartOf(list)),
        Node.Capture capture => capture.Shape.Rule,
        Node.Call call => call.Procedure.Rule,
        _ => Nothing,
    };

    private static string NameOfFirst(Node[] items)
    {
        if (items.Length == 0)
        {
            return Nothing;
        }

        var name = NameOf(items[0]);
        if (items.Length == 1 || !MayBeLeftOut(items[0]))
        {
            return name;
        }

        var next = NameOfFirst([.. items.Skip(1)]);
        return next == Nothing ? name : name == Nothing ? next : name + " or " + next;
    }

    private static Node StartOf(Node.List list) => list.Before is Node.Sequence { Items.Length: 0 } ? list.Item : list.Before;

    private static bool MayBeLeftOut(Node node) => node is Node.Repeat { Min: 0 } or Node.List { Min: 0 };

    private List<string> TextsOf(Node node) => node switch
    {
        Node.Text text => [Signs.Of(text.Upper).Text],
        Node.Byte one => [said(one.Name)],
        Node.Token token => [said(token.Name)],
        Node.Sequence sequence => TextsOfFirst([.. sequence.Items.Where(static item => item is not Node.Mark)]),
        Node.Choice choice => TextsOfAny(choice),
        Node.Repeat repeat => TextsOf(repeat.Body),
        Node.List list => TextsOf(StartOf(list)),
        // A command is known by its keyword.
        Node.Capture { Procedure: { Scope.Kind: ScopeKind.Command } command } => TextsOf(command.Body),
        Node.Capture capture => [said(capture.Shape.Rule)],
        Node.Call call => [said(call.Procedure.Rule)],
        _ => [],
    };

    // What may be left out is expected together with what follows it.
    private List<string> TextsOfFirst(Node[] items) => items.Length == 0
        ? []
        : items.Length > 1 && MayBeLeftOut(items[0])
            ? [.. TextsOf(items[0]).Concat(TextsOfFirst([.. items.Skip(1)])).Distinct()]
            : TextsOf(items[0]);

    // An alternative of nothing is nothing that a person could write.
    private List<string> TextsOfAny(Node.Choice choice)
    {
        var texts = choice.Alternatives.SelectMany(TextsOf).Distinct().ToList();
        return texts.Count > TextsMax ? [.. texts.Take(TextsMax), "another " + WithoutArticle(said(choice.Rule))] : texts;
    }

    private static string WithoutArticle(string text) =>
        text.StartsWith("a ", StringComparison.Ordinal) ? text.Substring(2) : text.StartsWith("an ", StringComparison.Ordinal) ? text.Substring(3) : text;
}
