using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Imap.Replies;

namespace MailStore.Imap.Session;

/// <summary>What the store refuses, in the words of RFC 5530 and its kin.</summary>
internal static class Refusals
{
    public static Reply ReadOnly => Reply.No(CodeKind.ReadOnly, "The mailbox was opened for reading only");

    public static Reply NotInSet => Reply.Bad("A message number is higher than there are messages");

    /// <summary>RFC 9586 §3.1</summary>
    public static Reply UidRequired => Reply.Bad(CodeKind.UidRequired, "Only UIDs are taken here");

    public static Reply BadName => Reply.No(CodeKind.Cannot, "That is no name of a mailbox");

    public static Reply NonExistent => Reply.No(CodeKind.NonExistent, "There is no such mailbox");

    /// <summary>RFC 9051 §6.3.12, §6.4.7: it would work if the client created the mailbox first.</summary>
    public static Reply TryCreate => Reply.No(CodeKind.TryCreate, "There is no such mailbox; create it first");

    /// <summary>Why a mailbox could not be opened: there is none, or whoever asks may know of it and not read it.</summary>
    public static Reply NotOpened(ImapSession session, MailboxName name) => Of(session.Account.Check(name, MailboxRights.Read)) ?? NonExistent;

    /// <summary>Null if nothing was refused.</summary>
    public static Reply? Of(Refusal refusal) => refusal switch
    {
        Refusal.None => null,
        Refusal.NoSuchMailbox or Refusal.NoSuchAccount => NonExistent,
        Refusal.AlreadyExists => Reply.No(CodeKind.AlreadyExists, "There is such a mailbox already"),
        Refusal.CannotDelete => Reply.No(CodeKind.Cannot, "That cannot be deleted"),
        Refusal.BadName => BadName,
        Refusal.NotSelectable => Reply.No(CodeKind.NonExistent, "The name holds other mailboxes, and no messages"),
        Refusal.OverQuota => Reply.No(CodeKind.OverQuota, "There is no room left"),
        Refusal.Limit => Reply.No(CodeKind.Limit, "That is more than is allowed here"),
        Refusal.TooLarge => Reply.No(CodeKind.TooBig, "That is too large"),
        Refusal.UseTaken => Reply.No(CodeKind.UseAttr, "Another mailbox has that use"),
        Refusal.Exhausted => Reply.No(CodeKind.Limit, "The mailbox has no numbers left: move its messages to a new one"),
        // RFC 2193 would say where; a client that comes again is sent there by whoever is in front of us.
        Refusal.Elsewhere => Reply.No(CodeKind.Unavailable, "The account has moved to another server"),
        Refusal.NotPermitted => Reply.No(CodeKind.NoPerm, "You have no right to do that"),
        Refusal.Busy => Reply.No(CodeKind.Unavailable, "Not just now: try again later"),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };

    /// <summary>The same of a command that puts messages into a mailbox.</summary>
    public static Reply? OfTarget(Refusal refusal) => refusal == Refusal.NoSuchMailbox ? TryCreate : Of(refusal);
}
