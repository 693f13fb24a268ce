using System.Globalization;
using MailStore.Imap.Extensions.Threading;

namespace MailStore.Imap.Tests.Extensions;

/// <summary>THREAD word by word (RFC 5256 §3), with objects and lists, as slow as that is.</summary>
internal sealed class PlainThreads
{
    private readonly List<PlainMessage> _messages;

    private PlainThreads(IReadOnlyList<PlainMessage> messages) => _messages = [.. messages];

    public static string Of(ThreadWay way, IReadOnlyList<PlainMessage> messages)
    {
        var threads = new PlainThreads(messages);
        return string.Concat((way == ThreadWay.OrderedSubject ? threads.BySubject() : threads.ByReferences(way)).Select(head => $"({Draw(head)})"));
    }

    private IEnumerable<Node> BySubject()
    {
        var inOrder = _messages.OrderBy(message => message.Sent).ThenBy(_messages.IndexOf);
        foreach (var group in inOrder.GroupBy(message => message.Subject).Select(group => group.ToList()))
        {
            var head = new Node(group[0]);
            head.Children.AddRange(group.Skip(1).Select(message => new Node(message) { Parent = head }));
            yield return head;
        }
    }

    private List<Node> ByReferences(ThreadWay way)
    {
        var nodes = Link();
        var root = new Node(null);
        foreach (var node in nodes.Where(node => node.Parent is null).ToList())
        {
            node.Parent = root;
        }

        nodes.ForEach(node => node.Parent!.Children.Add(node));
        Prune(root, root);
        Sort(root);
        if (way == ThreadWay.References)
        {
            MergeSubjects(root);
            Sort(root);
            return root.Children;
        }

        return [.. root.Children.OrderBy(head => Below(head).Max(Key))];
    }

    // Step 1.
    private List<Node> Link()
    {
        var (byId, nodes) = (new Dictionary<int, Node>(), new List<Node>());
        var own = _messages.ConvertAll(message => new Node(message));
        foreach (var node in own)
        {
            nodes.Add(node);
            if (node.Message!.Id != PlainMessage.None)
            {
                byId.TryAdd(node.Message.Id, node);
            }
        }

        foreach (var node in own)
        {
            Node? last = null;
            foreach (var id in node.Message!.References)
            {
                if (!byId.TryGetValue(id, out var next))
                {
                    byId.Add(id, next = new(null));
                    nodes.Add(next);
                }

                next.Parent ??= last is not null && !IsAbove(next, last) ? last : null;
                last = next;
            }

            node.Parent = null;
            node.Parent = last is not null && !IsAbove(node, last) ? last : null;
        }

        return nodes;
    }

    private static bool IsAbove(Node node, Node? other)
    {
        while (other is not null && other != node)
        {
            other = other.Parent;
        }

        return other is not null;
    }

    // Step 3.
    private static void Prune(Node node, Node root)
    {
        foreach (var child in node.Children.ToList())
        {
            Prune(child, root);
            if (child.Message is null && (child.Children.Count < 2 || node != root))
            {
                node.Children.InsertRange(node.Children.IndexOf(child), child.Children);
                child.Children.ForEach(promoted => promoted.Parent = node);
                node.Children.Remove(child);
            }
        }
    }

    private void Sort(Node node)
    {
        node.Children.ForEach(Sort);
        var sorted = node.Children.OrderBy(child => Key(First(child))).ToList();
        node.Children.Clear();
        node.Children.AddRange(sorted);
    }

    // Step 5.
    private static void MergeSubjects(Node root)
    {
        var table = new Dictionary<int, Node>();
        foreach (var head in root.Children.Where(head => First(head).Message!.Subject != PlainMessage.None))
        {
            var subject = First(head).Message!.Subject;
            if (!table.TryAdd(subject, head)
                && table[subject] is { Message: not null } noted
                && (head.Message is null || (noted.Message.IsReply && !head.Message.IsReply)))
            {
                table[subject] = head;
            }
        }

        foreach (var head in root.Children.Where(head => First(head).Message!.Subject != PlainMessage.None).ToList())
        {
            var subject = First(head).Message!.Subject;
            var noted = table[subject];
            if (noted == head)
            {
                continue;
            }

            root.Children.Remove(head);
            if (noted.Message is null && head.Message is null)
            {
                noted.Children.AddRange(head.Children);
            }
            else if (noted.Message is null || (head.Message!.IsReply && !noted.Message.IsReply))
            {
                noted.Children.Add(head);
            }
            else
            {
                var both = new Node(null);
                both.Children.AddRange([noted, head]);
                root.Children[root.Children.IndexOf(noted)] = both;
                table[subject] = both;
            }
        }
    }

    private (ulong, int) Key(Node node) => (node.Message!.Sent, _messages.IndexOf(node.Message));

    private static Node First(Node node) => node.Message is null ? First(node.Children[0]) : node;

    private static IEnumerable<Node> Below(Node node) => node.Children.SelectMany(Below).Concat(node.Message is null ? [] : [node]);

    private static string Draw(Node node)
    {
        var own = node.Message?.Uid.ToString(CultureInfo.InvariantCulture) ?? "";
        var blank = own.Length > 0 && node.Children.Count > 0 ? " " : "";
        return own + blank + (node.Children is [var only] ? Draw(only) : string.Concat(node.Children.Select(child => $"({Draw(child)})")));
    }

    private sealed class Node(PlainMessage? message)
    {
        public PlainMessage? Message => message;

        public Node? Parent { get; set; }

        public List<Node> Children { get; } = [];
    }
}
