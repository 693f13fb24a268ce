using System.Runtime.CompilerServices;
using System.Text;
using MailStore.Abstractions.Mailboxes;
using MailStore.Server.Transfer.Reading;

namespace MailStore.Server.Transfer.Imap;

/// <summary>An account on any IMAP server. It is only read: no flag changes over there.</summary>
internal sealed class ImapSource(ImapPlace place, ImapClient client) : IImportSource
{
    private static readonly (string Attribute, SpecialUse Use)[] s_uses =
    [
        ("\\All", SpecialUse.All), ("\\Archive", SpecialUse.Archive), ("\\Drafts", SpecialUse.Drafts), ("\\Flagged", SpecialUse.Flagged),
        ("\\Junk", SpecialUse.Junk), ("\\Sent", SpecialUse.Sent), ("\\Trash", SpecialUse.Trash), ("\\Important", SpecialUse.Important),
    ];

    public string Identity => place.ToString();

    public IReadOnlyList<string> LeftOut => [];

    public async IAsyncEnumerable<ISourceMailbox> MailboxesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var listed in await ListAsync("LIST", cancellation))
        {
            yield return await ImapMailbox.OpenAsync(client, listed, cancellation);
        }
    }

    public async ValueTask<IReadOnlyList<string>> SubscriptionsAsync(CancellationToken cancellation) =>
        [.. (await ListAsync("LSUB", cancellation)).Select(listed => listed.Name.Text)];

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private async Task<List<ImapListed>> ListAsync(string verb, CancellationToken cancellation)
    {
        var mailboxes = new List<ImapListed>();
        await client.CallAsync($"{verb} \"\" \"*\"", response =>
        {
            var text = new ImapText(response);
            if (!text.Next().Equals(verb, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }

            var attributes = text.List();
            var (delimiter, wire) = (text.Next(), text.Next());
            var isMailbox = verb == "LSUB" || !attributes.Exists(one => one.Equals("\\NoSelect", StringComparison.OrdinalIgnoreCase) || one.Equals("\\NonExistent", StringComparison.OrdinalIgnoreCase));
            if (isMailbox && NameOf(wire, delimiter) is { } name)
            {
                mailboxes.Add(new(wire, name, UsesOf(attributes)));
            }
        }, cancellation);
        return mailboxes;
    }

    private static SpecialUse UsesOf(List<string> attributes) => s_uses
        .Where(one => attributes.Contains(one.Attribute, StringComparer.OrdinalIgnoreCase))
        .Aggregate(SpecialUse.None, (uses, one) => uses | one.Use);

    private static MailboxName? NameOf(string wire, string delimiter)
    {
        var text = ModifiedUtf7.Decode(Encoding.UTF8.GetBytes(wire), out var decoded) == ModifiedUtf7Fault.None ? decoded : wire;
        return MailboxName.TryCreate(delimiter.Length == 1 ? text.Replace(delimiter[0], MailboxName.Delimiter) : text, out var name) ? name : null;
    }
}
