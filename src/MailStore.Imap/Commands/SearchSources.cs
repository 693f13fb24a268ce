using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Commands;

/// <summary>RFC 7377 §2.2: which mailboxes an ESEARCH looks into.</summary>
/// <param name="HasSelected">The selected mailbox is meant, whatever its name.</param>
internal sealed record SearchSources(bool HasSelected, IReadOnlyList<MailboxFilter> Filters)
{
    private static readonly SearchSources s_selected = new(HasSelected: true, []);

    public bool IsOfSelected => HasSelected && Filters.Count == 0;

    public static bool TryRead(EsearchSourceOptsLazy given, ImapSession session, out SearchSources sources, out Reply refusal)
    {
        (sources, refusal) = (s_selected, default);
        if (given.IsPresent && !TryRead(given.Read(session.Frame), session, out sources, out refusal))
        {
            return false;
        }

        if (sources.HasSelected && session.Selected is null)
        {
            refusal = Reply.Bad("No mailbox is selected");
            return false;
        }

        return true;
    }

    /// <summary>Names of the mailboxes, each once, and perhaps of some that are none.</summary>
    /// <remarks>RFC 7377 §2.2: what is found needs the right "l", which the tree asks for, and all need "r", which whoever opens them asks for.</remarks>
    public SortedSet<MailboxName> Of(ImapSession session)
    {
        var names = new SortedSet<MailboxName>();
        foreach (var entry in session.Account.Tree)
        {
            if (entry.Exists && ((HasSelected && session.Selected!.Mailbox.Id == entry.Id) || Filters.Any(filter => filter.Covers(entry.Name, entry.IsSubscribed))))
            {
                names.Add(entry.Name);
            }
        }

        foreach (var filter in Filters)
        {
            names.UnionWith(filter.Kind == FilterMailboxesKind.Mailboxes ? filter.Names : []);
        }

        return names;
    }

    private static bool TryRead(EsearchSourceOpts given, ImapSession session, out SearchSources sources, out Reply refusal)
    {
        (sources, refusal) = (s_selected, default);
        if (!given.ScopeOptions.IsEmpty)
        {
            refusal = Reply.Bad("No option of a scope is known here");
            return false;
        }

        var hasSelected = false;
        var filters = new List<MailboxFilter>();
        foreach (var source in given.SourceMboxes.In(session.Frame))
        {
            switch (source.Kind)
            {
                case FilterMailboxesKind.SelectedDelayed:
                    refusal = Reply.Bad("SELECTED-DELAYED is for NOTIFY");
                    return false;
                case FilterMailboxesKind.Selected:
                    hasSelected = true;
                    break;
                default:
                    filters.Add(MailboxFilter.Of(source, session));
                    break;
            }
        }

        sources = new(hasSelected, filters);
        return true;
    }
}
