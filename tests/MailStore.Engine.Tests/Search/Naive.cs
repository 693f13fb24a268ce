using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;
using MailStore.Abstractions.Searching;
using MailStore.Mime.Headers;
using MailStore.Mime.Structure;
using MailStore.Mime.Text;

namespace MailStore.Engine.Tests.Search;

/// <summary>What a search finds by looking into each message: what is right, by definition.</summary>
internal static class Naive
{
    public static async Task<bool> HoldsAsync(IMailboxView view, Uid uid, SearchNode node)
    {
        using var content = await view.OpenAsync(uid);
        var octets = new byte[content!.Length];
        await content.ReadAsync(0, octets);
        view.TryRead(uid, out var entry);
        return Holds(octets, entry, node);
    }

    public static bool Holds(byte[] message, in MessageEntry entry, SearchNode node)
    {
        var scan = new MessageScan();
        scan.Begin();
        scan.Take(message);
        scan.Finish();
        var header = message.AsSpan(0, (int)scan.Parts[0].BodyStart);
        if (node.Kind == SearchNodeKind.SentDay)
        {
            var day = MessageDate.Of(header, entry.InternalDate).Day.DayNumber;
            return day >= node.Low && day <= node.High;
        }

        var needle = new NeedleScan(new Needle(node.Text));
        if (node.Field is not (SearchField.Body or SearchField.Text))
        {
            var name = node.Field == SearchField.Header ? node.Name : node.Field.ToString();
            return new FieldSearch().Contains(header, Encoding.ASCII.GetBytes(name), needle);
        }

        Read(message, scan.Parts, new MessageSearch(needle), node.Field == SearchField.Body ? SearchScope.Body : SearchScope.Text);
        return needle.IsFound(0);
    }

    public static void Read(byte[] message, ReadOnlySpan<Part> parts, MessageSearch search, SearchScope scope)
    {
        search.Begin(scope);
        while (search.TryNext(parts, out var start, out var end))
        {
            search.Take(message.AsSpan((int)start..(int)end));
        }
    }
}
