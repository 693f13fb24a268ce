using MailStore.Imap.Session;
using MailStore.Wire.Writing;

namespace MailStore.Imap.Extensions.Threading;

/// <summary>Writes threads (RFC 5256 §4): who has one child is followed by it, several children stand in parentheses each.</summary>
internal static class ThreadText
{
    public static void Write(ImapSession session, List<ThreadNode> heads, bool isUid)
    {
        var line = session.Output.Write();
        line.Token("* THREAD"u8);
        if (heads.Count > 0)
        {
            line.Space();
        }

        // What is still to be written, the next one last; null closes a parenthesis.
        var left = new Stack<ThreadNode?>();
        for (var at = heads.Count - 1; at >= 0; at--)
        {
            left.Push(null);
            left.Push(heads[at]);
        }

        while (left.TryPop(out var node))
        {
            if (node is null)
            {
                line.Token(")"u8);
                continue;
            }

            line.Token("("u8);
            WriteChain(ref line, node, isUid, left);
        }

        line.EndLine();
        line.Dispose();
    }

    // As long as there is one child, the chain goes on.
    private static void WriteChain(ref ReplyWriter line, ThreadNode node, bool isUid, Stack<ThreadNode?> left)
    {
        while (true)
        {
            if (node.Message is { } message)
            {
                line.Number(isUid ? message.Uid.Value : (ulong)message.Sequence);
                if (node.Children.Count > 0)
                {
                    line.Space();
                }
            }

            if (node.Children is not [var only])
            {
                break;
            }

            node = only;
        }

        for (var at = node.Children.Count - 1; at >= 0; at--)
        {
            left.Push(null);
            left.Push(node.Children[at]);
        }
    }
}
