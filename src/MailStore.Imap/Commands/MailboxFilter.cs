using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Commands;

/// <summary>RFC 5465 §6, RFC 7377 §2.2: some mailboxes, by what they have in common.</summary>
internal sealed record MailboxFilter(FilterMailboxesKind Kind, IReadOnlyList<MailboxName> Names)
{
    public static MailboxFilter Of(in FilterMailboxes filter, ImapSession session)
    {
        var names = new List<MailboxName>();
        foreach (var given in filter.Mailboxes.In(session.Frame))
        {
            // RFC 5465 §3.1: what is no mailbox is passed over.
            if (Session.Names.TryReadMailbox(given, session, out var name))
            {
                names.Add(name);
            }
        }

        return new(filter.Kind, names);
    }

    public bool Covers(MailboxName name, bool isSubscribed) => Kind switch
    {
        // RFC 5465 §6.3: mail is delivered to any mailbox, so these are the same.
        FilterMailboxesKind.Inboxes or FilterMailboxesKind.Personal => true,
        FilterMailboxesKind.Subscribed => isSubscribed,
        FilterMailboxesKind.Subtree => Names.Any(top => name == top || name.IsBelow(top)),
        FilterMailboxesKind.SubtreeOne => Names.Any(top => name == top || (name.TryGetParent(out var parent) && parent == top)),
        FilterMailboxesKind.Mailboxes => Names.Contains(name),
        _ => false,
    };
}
