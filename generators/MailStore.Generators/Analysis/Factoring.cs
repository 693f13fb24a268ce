namespace MailStore.Generators.Analysis;

/// <summary>Left-factors choices: alternatives that start alike are told apart behind what they share.</summary>
internal static class Factoring
{
    public static Node Factor(Node node) => FactorOne(node).MadeOf(node.At);

    private static Node FactorOne(Node node) => node switch
    {
        Node.Sequence sequence => Node.Join(sequence.Items.Select(Factor)),
        Node.Repeat repeat => new Node.Repeat(repeat.Rule, repeat.Min, repeat.Max, Factor(repeat.Body), repeat.Origin),
        Node.List list => new Node.List(list.Field, list.Item, Factor(list.Before), Factor(list.Between), Factor(list.After), list.Min, list.Max),
        Node.Choice choice => FactorChoice(choice),
        _ => node,
    };

    private static Node FactorChoice(Node.Choice choice)
    {
        var groups = new List<List<Node>>();
        var byKey = new Dictionary<string, List<Node>>();
        foreach (var alternative in choice.Alternatives)
        {
            var items = Items(alternative);
            var key = items.Count == 0 || items[0] is Node.Mark or Node.Repeat ? "" : items[0].Key;
            if (key.Length > 0 && byKey.TryGetValue(key, out var group))
            {
                group.Add(alternative);
                continue;
            }

            groups.Add(group = [alternative]);
            if (key.Length > 0)
            {
                byKey[key] = group;
            }
        }

        var made = new List<Node>();
        foreach (var group in groups)
        {
            if (group.Count == 1)
            {
                made.Add(Factor(group[0]));
                continue;
            }

            var tails = group.Select(static alternative => Node.Join(Items(alternative).Skip(1)).MadeOf(alternative.At)).ToList();
            var tail = Lowering.MakeChoice(choice.Rule, tails, choice.Origin);
            made.Add(Node.Join(Factor(Items(group[0])[0]), Factor(tail)).MadeOf(group[0].At));
        }

        return made.Count == 1 ? made[0] : new Node.Choice(choice.Rules, [.. made], choice.Origin);
    }

    private static List<Node> Items(Node node) => node is Node.Sequence sequence ? [.. sequence.Items] : [node];
}
