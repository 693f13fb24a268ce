using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;
using MailStore.Wire.Parsing;

namespace MailStore.Imap.Commands;

/// <summary>What a NOTIFY asks for, taken out of its frame.</summary>
/// <param name="Selected">Of the selected mailbox, whichever that is.</param>
/// <param name="Arrivals">RFC 5465 §5.2: what is told of each new message there; null if nothing.</param>
/// <param name="IsDelayed">RFC 5465 §6.1.2: what is expunged there waits for a command that may tell it.</param>
internal sealed record NotifyWish(MessageEvents Selected, FetchPlan? Arrivals, bool IsDelayed, IReadOnlyList<NotifyGroup> Groups)
{
    private const WatchedEvents NewAndGone = WatchedEvents.MessageNew | WatchedEvents.MessageExpunge;

    /// <summary>Nothing is asked for.</summary>
    public bool IsNone => Selected == MessageEvents.None && Groups.Count == 0;

    public static NotifyWish None { get; } = new(MessageEvents.None, Arrivals: null, IsDelayed: false, []);

    public static bool TryRead(in NotifyCommand command, ImapSession session, out NotifyWish wish, out Reply refusal)
    {
        wish = None;
        refusal = default;
        var groups = new List<NotifyGroup>();
        var hasSelected = false;
        foreach (var given in command.EventGroups.In(session.Frame))
        {
            if (!TryReadEvents(given, session.Frame, out var events, out var arrivals, out refusal))
            {
                return false;
            }

            var isOfSelected = given.FilterMailboxes.Kind is FilterMailboxesKind.Selected or FilterMailboxesKind.SelectedDelayed;
            refusal = Judge(events, isOfSelected, hasSelected, arrivals is not null);
            if (refusal.Text is not null)
            {
                return false;
            }

            if (isOfSelected)
            {
                hasSelected = true;
                var isDelayed = given.FilterMailboxes.Kind == FilterMailboxesKind.SelectedDelayed;
                wish = new((MessageEvents)events, arrivals, isDelayed, groups);
            }
            else if (given.FilterMailboxes.Kind == FilterMailboxesKind.SubtreeOne)
            {
                refusal = Reply.Bad("SUBTREE-ONE is for searches");
                return false;
            }
            else
            {
                groups.Add(new(MailboxFilter.Of(given.FilterMailboxes, session), events));
            }
        }

        wish = wish with { Groups = groups };
        return true;
    }

    /// <summary>RFC 5465 §6: several groups may cover one mailbox.</summary>
    public WatchedEvents EventsOf(MailboxName name, bool isSubscribed)
    {
        var events = WatchedEvents.None;
        foreach (var group in Groups)
        {
            events |= group.Filter.Covers(name, isSubscribed) ? group.Events : WatchedEvents.None;
        }

        return events;
    }

    /// <summary>Some group asks for one of these.</summary>
    public bool Wants(WatchedEvents events) => Groups.Any(group => (group.Events & events) != WatchedEvents.None);

    private static bool TryReadEvents(EventGroup group, Frame frame, out WatchedEvents events, out FetchPlan? arrivals, out Reply refusal)
    {
        (events, arrivals, refusal) = (WatchedEvents.None, null, default);
        foreach (var given in group.Events.In(frame))
        {
            var read = Of(given.Kind);
            if (read == WatchedEvents.None)
            {
                // RFC 5465 §3.1: NO and not BAD, with all that there are.
                refusal = Reply.No(CodeKind.BadEvent, "That is nothing that happens here");
                return false;
            }

            events |= read;
            if (!given.FetchAtts.IsEmpty)
            {
                if (!FetchPlan.TryRead(new FetchCommand { FetchAtts = given.FetchAtts }, isUid: false, frame, [], out var plan, out refusal))
                {
                    return false;
                }

                arrivals = plan;
            }
        }

        return true;
    }

    // RFC 5465 §5, §6.1, §8
    private static Reply Judge(WatchedEvents events, bool isOfSelected, bool hasSelected, bool hasItems)
    {
        var pair = events & NewAndGone;
        return pair is not WatchedEvents.None and not NewAndGone ? Reply.Bad("MessageNew and MessageExpunge go together")
            : (events & WatchedEvents.FlagChange) != WatchedEvents.None && pair == WatchedEvents.None ? Reply.Bad("FlagChange goes with MessageNew and MessageExpunge")
            : isOfSelected && hasSelected ? Reply.Bad("There is one selected mailbox")
            : isOfSelected && (events & ~WatchedEvents.Messages) != WatchedEvents.None ? Reply.Bad("Of the selected mailbox only what happens to messages is told")
            : !isOfSelected && hasItems ? Reply.Bad("Only of the selected mailbox messages are told")
            : default;
    }

    private static WatchedEvents Of(EventKind kind) => kind switch
    {
        EventKind.MessageNew => WatchedEvents.MessageNew,
        EventKind.MessageExpunge => WatchedEvents.MessageExpunge,
        EventKind.FlagChange => WatchedEvents.FlagChange,
        EventKind.MailboxName => WatchedEvents.MailboxName,
        EventKind.SubscriptionChange => WatchedEvents.SubscriptionChange,
        EventKind.MailboxMetadataChange => WatchedEvents.MailboxMetadata,
        EventKind.ServerMetadataChange => WatchedEvents.ServerMetadata,
        _ => WatchedEvents.None,
    };
}
