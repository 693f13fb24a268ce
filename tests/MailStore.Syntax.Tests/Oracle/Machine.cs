namespace MailStore.Syntax.Tests.Oracle;

/// <summary>A grammar as a recursive transition network. Exactly its language: no order, no lookahead, no greed.</summary>
internal sealed class Machine
{
    public List<Node> Nodes { get; } = [];

    public int Start { get; set; }

    public int Add(Node node)
    {
        Nodes.Add(node);
        return Nodes.Count - 1;
    }

    /// <summary>Octets that no node tells apart share a class, so that transition tables stay short.</summary>
    public byte[] Classes(out int count)
    {
        var classes = new byte[256];
        count = 1;
        foreach (var set in Nodes.Where(node => node.Kind == NodeKind.Octet).Select(node => node.Set).Distinct())
        {
            var seen = new Dictionary<(byte, bool), byte>();
            for (var i = 0; i < 256; i++)
            {
                var key = (classes[i], set.Has(i));
                if (!seen.TryGetValue(key, out var name))
                {
                    name = (byte)seen.Count;
                    seen.Add(key, name);
                }

                classes[i] = name;
            }

            count = seen.Count;
        }

        return classes;
    }
}
