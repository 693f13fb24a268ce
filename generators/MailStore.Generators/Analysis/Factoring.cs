namespace MailStore.Generators.Analysis;

/// <summary>Left-factors choices: alternatives that start alike are told apart behind what they share.</summary>
internal static class Factoring
{
    public static Node Factor(Node node) => node switch
    {
        Node.Sequence sequence => Node.Join(sequence.Items.Select(Factor)),
        Node.Repeat repeat => new Node.Repeat(repeat.Rule, repeat.Min, repeat.Max, Factor(repeat.Body), repeat.Origin),
        Node.List list => new Node.List(list.Field, list.Item, Factor(list.Before), Factor(list.Between), Factor(list.After), list.Min, list.Max),
        Node.Choice choice => FactorChoice(choice),
        _ => node,
    };

    private static Node FactorChoice(Node.Choice choice)
    {
        var alternatives = choice.Alternatives.Select(Items).ToList();
        var groups = new List<List<List<Node>>>();
        var byKey = new Dictionary<string, List<List<Node>>>();
        foreach (var items in alternatives)
        {
            var key = items.Count == 0 || items[0] is Node.Mark or Node.Repeat ? "" : items[0].Key;
            if (key.Length > 0 && byKey.TryGetValue(key, out var group))
            {
                group.Add(items);
                continue;
            }

            groups.Add(group = [items]);
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
                made.Add(Factor(Node.Join(group[0])));
                continue;
            }

            var tails = group.Select(static items => Node.Join(items.Skip(1))).ToList();
            var tail = Lowering.MakeChoice(choice.Rule, tails, choice.Origin);
            made.Add(Node.Join(Factor(group[0][0]), Factor(tail)));
        }

        return made.Count == 1 ? made[0] : new Node.Choice(choice.Rules, [.. made], choice.Origin);
    }

    private static List<Node> Items(Node node) => node is Node.Sequence sequence ? [.. sequence.Items] : [node];
}
