using MailStore.Abstractions.Mailboxes;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Commands;

/// <summary>RFC 5465 §6: some mailboxes, and what is told of them.</summary>
internal sealed record NotifyGroup(FilterMailboxesKind Filter, IReadOnlyList<MailboxName> Names, WatchedEvents Events)
{
    public bool Covers(MailboxName name, bool isSubscribed) => Filter switch
    {
        // RFC 5465 §6.3: mail is delivered to any mailbox, so these are the same.
        FilterMailboxesKind.Inboxes or FilterMailboxesKind.Personal => true,
        FilterMailboxesKind.Subscribed => isSubscribed,
        FilterMailboxesKind.Subtree => Names.Any(top => name == top || name.IsBelow(top)),
        FilterMailboxesKind.Mailboxes => Names.Contains(name),
        _ => false,
    };
}
