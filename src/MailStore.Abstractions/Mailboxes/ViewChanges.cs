using System.Collections.Immutable;
using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Mailboxes;

/// <summary>The difference between what a view was told and what it is now.</summary>
public readonly record struct ViewChanges
{
    public static ViewChanges None => default;

    /// <summary>VANISHED: messages that lost their number.</summary>
    public UidSet Vanished { get; init; }

    /// <summary>EXPUNGE: the same as sequence numbers, each as of when it is said, in the order to say them (descending: none shifts another).</summary>
    public ImmutableArray<int> Expunged
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>EXISTS is to be said: new messages were numbered.</summary>
    public bool HasArrivals { get; init; }

    /// <summary>Messages that had a change of flags since this view was last told them; the new ones and the expunged ones left out.</summary>
    public UidSet FlagChanges { get; init; }

    /// <summary>The mailbox has a keyword that it had not: FLAGS and PERMANENTFLAGS are to be said.</summary>
    public bool HasNewKeywords { get; init; }

    /// <summary>The mailbox was deleted: the session can but close the view. Nothing else is said then, and the numbering stays.</summary>
    public bool IsMailboxGone { get; init; }

    public bool IsEmpty => Vanished.IsEmpty && !HasArrivals && FlagChanges.IsEmpty && !HasNewKeywords && !IsMailboxGone;
}
