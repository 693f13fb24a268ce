using System.Collections.Immutable;
using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Engine.Accounts;

namespace MailStore.Engine.Access;

/// <summary>
/// The one place that says whether somebody may do something (RFC 4314 §4): the account, its mailboxes and its views are handed out
/// behind doors, and each door asks here. Who may not even look a mailbox up is answered as if it did not exist (§6).
/// </summary>
internal sealed class AccessGate(Account account, IAccessRules rules)
{
    /// <summary>§4, MYRIGHTS: who has one of these knows that the mailbox is there.</summary>
    private const MailboxRights Telling = MailboxRights.Lookup | MailboxRights.Read | MailboxRights.Insert
        | MailboxRights.CreateMailboxes | MailboxRights.DeleteMailbox | MailboxRights.Administer;

    /// <summary>RFC 5464 §3.3</summary>
    private const MailboxRights Touching = MailboxRights.Read | MailboxRights.KeepSeen | MailboxRights.Write | MailboxRights.Insert | MailboxRights.Post;

    /// <summary>Nothing is ever refused, so nothing needs to be left out.</summary>
    public bool IsOwners => rules is OwnerRules;

    /// <summary>None for what is not there, and for what one may not know of.</summary>
    public MailboxRights RightsTo(MailboxName name) => Find(name) is { IsNone: false } id ? RightsTo(id) : MailboxRights.None;

    public MailboxRights RightsTo(MailboxId id)
    {
        var rights = rules.RightsTo(account.Id, id);
        return (rights & Telling) == MailboxRights.None ? MailboxRights.None : rights;
    }

    public bool Allows(MailboxId id, MailboxRights needed) => (RightsTo(id) & needed) == needed;

    /// <summary>What is to be said to somebody who wants all of these rights.</summary>
    public Refusal Check(MailboxName name, MailboxRights needed) => Find(name) is { IsNone: false } id ? Judge(id, needed) : Refusal.NoSuchMailbox;

    /// <summary>The same, but that of what does not exist the engine itself says so, in its own words.</summary>
    public Refusal Deny(MailboxName name, MailboxRights needed) => Find(name) is { IsNone: false } id ? Judge(id, needed) : Refusal.None;

    /// <summary>RFC 5464 §3.3: metadata is for those who see the mailbox and have something to do with its messages.</summary>
    public Refusal DenyMetadata(MailboxName? name) =>
        name is not { } mailbox || Find(mailbox) is not { IsNone: false } id ? Refusal.None
        : (RightsTo(id) & Touching) != MailboxRights.None ? Judge(id, MailboxRights.Lookup)
        : Judge(id, Touching);

    /// <summary>
    /// §4, CREATE and RENAME: a right to the nearest mailbox above. A name that somebody may not know to be taken is refused like a place
    /// where nothing may be created: that it cannot be had is all that shows.
    /// </summary>
    public Refusal DenyCreation(MailboxName name)
    {
        if (Find(name) is { IsNone: false } taken && RightsTo(taken) == MailboxRights.None)
        {
            return Refusal.NotPermitted;
        }

        var above = default(MailboxId);
        while (above.IsNone && name.TryGetParent(out name))
        {
            above = Find(name);
        }

        return (rules.RightsTo(account.Id, above) & MailboxRights.CreateMailboxes) != MailboxRights.None ? Refusal.None : Refusal.NotPermitted;
    }

    /// <summary>§4, LIST: a mailbox that may not be looked up is none; its children and a subscription to its name stay.</summary>
    public ImmutableArray<MailboxEntry> Visible(ImmutableArray<MailboxEntry> entries)
    {
        if (IsOwners)
        {
            return entries;
        }

        var parents = new HashSet<MailboxName>();
        var seen = new List<MailboxEntry>();
        for (var place = entries.Length - 1; place >= 0; place--)
        {
            // From the last to the first: children stand behind their parents.
            var entry = entries[place];
            var shown = entry.Exists && Allows(entry.Id, MailboxRights.Lookup)
                ? entry
                : new MailboxEntry(entry.Name) { IsSubscribed = entry.IsSubscribed };
            shown = shown with { HasChildren = parents.Contains(entry.Name) };
            if (shown.Exists || shown.HasChildren || shown.IsSubscribed)
            {
                seen.Add(shown);
            }

            for (var name = entry.Name; shown.Exists && name.TryGetParent(out name) && parents.Add(name);)
            {
            }
        }

        seen.Reverse();
        return [.. seen];
    }

    private MailboxId Find(MailboxName name) => account.Version.Tree.TryFind(name, out var node) ? node.Id : default;

    private Refusal Judge(MailboxId id, MailboxRights needed)
    {
        var rights = RightsTo(id);
        return (rights & needed) == needed ? Refusal.None
            : (rights & MailboxRights.Lookup) != MailboxRights.None ? Refusal.NotPermitted
            : Refusal.NoSuchMailbox;
    }
}
