using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;
using MailStore.Imap.Session;
using MailStore.Syntax.Imap;

namespace MailStore.Imap.Commands;

/// <summary>What a LIST asks for, taken out of its frame.</summary>
/// <param name="IsExtended">RFC 5258 §3: it has options, or more than one pattern.</param>
internal sealed record ListWish(IReadOnlyList<MailboxPattern> Patterns, ListItems Selects, ListItems Returns, bool IsExtended)
{
    /// <summary>RFC 9051 §6.3.9 sets no bound; each pattern is held against each name.</summary>
    private const int PatternsMax = 100;

    /// <summary>Of RETURN (STATUS).</summary>
    public StatusAttList StatusItems { get; private init; }

    /// <summary>Of RETURN (METADATA).</summary>
    public IReadOnlyList<string> Entries { get; private init; } = [];

    public static ListWish Everything(MailboxPattern pattern) => new([pattern], ListItems.None, ListItems.None, IsExtended: false);

    public bool Matches(MailboxName name)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.Matches(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>By its options, whatever its name.</summary>
    public bool IsSelected(MailboxEntry entry) => SelectsBy(ListItems.Subscribed | ListItems.SpecialUse)
        ? (!SelectsBy(ListItems.Subscribed) || entry.IsSubscribed) && (!SelectsBy(ListItems.SpecialUse) || entry.Uses != SpecialUse.None)
        : entry.Exists || entry.HasChildren;

    public bool SelectsBy(ListItems item) => (Selects & item) != ListItems.None;

    public bool Wants(ListItems item) => (Returns & item) != ListItems.None;

    public static bool TryRead(in ListCommand list, ImapSession session, out ListWish wish, out Reply refusal)
    {
        wish = null!;
        var patterns = new List<MailboxPattern>();
        var given = 0;
        foreach (var pattern in list.ListMailboxes.In(session.Frame))
        {
            given++;
            if (pattern.Length > 0 && Listing.Read(list.ListReference, pattern, session) is { } read)
            {
                patterns.Add(read);
            }
        }

        // RFC 5258 §1, §3: options or patterns in parentheses, and be there nothing in them.
        var isExtended = FrameOctets.Has(session.Frame.Bytes, (byte)'(');
        if (given > PatternsMax)
        {
            refusal = Reply.No(CodeKind.Limit, "Too many patterns for one LIST");
            return false;
        }

        if (!TryReadSelects(list.ListSelectOpts, session, out var selects, out refusal)
            || !TryReadReturns(list.ReturnOptions, session, out var returns, out var status, out var entries, out refusal))
        {
            return false;
        }

        // RFC 5258 §3.1: whoever selects by it is told of it. RFC 6154 §2 the same.
        wish = new(patterns, selects, returns | (selects & (ListItems.Subscribed | ListItems.SpecialUse)), isExtended) { StatusItems = status, Entries = entries };
        return true;
    }

    private static bool TryReadSelects(ListSelectOptList options, ImapSession session, out ListItems selects, out Reply refusal)
    {
        selects = ListItems.None;
        refusal = default;
        foreach (var option in options.In(session.Frame))
        {
            switch (option.Kind)
            {
                case ListSelectOptKind.Subscribed:
                    selects |= ListItems.Subscribed;
                    break;
                case ListSelectOptKind.SpecialUse:
                    selects |= ListItems.SpecialUse;
                    break;
                case ListSelectOptKind.Recursivematch:
                    selects |= ListItems.Parents;
                    break;
                case ListSelectOptKind.Remote:
                    // RFC 5258 §3.1: there are no mailboxes elsewhere.
                    break;
                default:
                    refusal = Reply.Bad("SUBSCRIBED, SPECIAL-USE, REMOTE and RECURSIVEMATCH select");
                    return false;
            }
        }

        if (selects == ListItems.Parents)
        {
            // RFC 5258 §3.1: it needs something to match.
            refusal = Reply.Bad("RECURSIVEMATCH goes with SUBSCRIBED or SPECIAL-USE");
        }

        return refusal.Text is null;
    }

    private static bool TryReadReturns(
        ReturnOptionList options, ImapSession session, out ListItems returns, out StatusAttList status, out IReadOnlyList<string> entries, out Reply refusal)
    {
        returns = ListItems.None;
        status = default;
        entries = [];
        refusal = default;
        foreach (var option in options.In(session.Frame))
        {
            switch (option.Kind)
            {
                case ReturnOptionKind.Subscribed:
                    returns |= ListItems.Subscribed;
                    break;
                case ReturnOptionKind.SpecialUse:
                    returns |= ListItems.SpecialUse;
                    break;
                case ReturnOptionKind.Status:
                    returns |= ListItems.Status;
                    status = option.StatusAtts;
                    break;
                case ReturnOptionKind.Myrights:
                    returns |= ListItems.MyRights;
                    break;
                case ReturnOptionKind.Metadata:
                    returns |= ListItems.Metadata;
                    if (!MetadataNames.TryRead(option.Entries, session.Frame, out entries))
                    {
                        refusal = MetadataNames.BadEntry;
                        return false;
                    }

                    break;
                case ReturnOptionKind.Children:
                    // RFC 5258 §4: told always.
                    break;
                default:
                    refusal = Reply.Bad("SUBSCRIBED, CHILDREN, STATUS, SPECIAL-USE, MYRIGHTS and METADATA can be returned");
                    return false;
            }
        }

        return true;
    }
}
