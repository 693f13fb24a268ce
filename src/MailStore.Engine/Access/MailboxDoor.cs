using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Access;

/// <summary>A mailbox as whoever has it open may use it.</summary>
internal sealed class MailboxDoor(IMailbox inside, AccessGate gate) : IMailbox
{
    // RFC 4314 §5.2: without one of these there is nothing to select it for but reading.
    private const MailboxRights Writing = FlagRights.All | MailboxRights.Insert | MailboxRights.Expunge;

    public IMailbox Inside => inside;

    public MailboxId Id => inside.Id;

    public MailboxStatus Status => inside.Status;

    public KeywordTable Keywords => inside.Keywords;

    public bool IsDeleted => inside.IsDeleted;

    public ValueTask<IMailboxView> OpenViewAsync(bool isReadOnly, CancellationToken cancellation = default)
    {
        var opening = inside.OpenViewAsync(isReadOnly || (gate.RightsTo(Id) & Writing) == MailboxRights.None, cancellation);
        return opening.IsCompletedSuccessfully ? new(Behind(opening.Result)) : BehindAsync(opening);
    }

    public CommitTicket<FlagResult> ChangeFlags(UidSet uids, FlagMode mode, FlagSet flags, ModSeq? unchangedSince = null) =>
        TryPermit(mode, ref flags) ? inside.ChangeFlags(uids, mode, flags, unchangedSince) : Refused();

    public CommitTicket<ExpungeResult> Expunge(UidSet? only = null) => gate.Allows(Id, MailboxRights.Expunge)
        ? inside.Expunge(only)
        : Ticket.At(new ExpungeResult(Refusal.NotPermitted, UidSet.Empty, Status.HighestModSeq));

    public UidSet ChangedSince(ModSeq modSeq) => inside.ChangedSince(modSeq);

    public UidSet VanishedSince(ModSeq modSeq) => inside.VanishedSince(modSeq);

    /// <summary>
    /// RFC 4314 §4: flags that may not be changed are left out, and only where none is left the change is refused. One that sets all flags
    /// at once would change those too, so it needs all rights.
    /// </summary>
    public bool TryPermit(FlagMode mode, ref FlagSet flags)
    {
        var rights = gate.RightsTo(Id);
        if (FlagRights.HasAll(rights) || flags.IsEmpty)
        {
            return FlagRights.HasAll(rights) || mode != FlagMode.Replace;
        }

        flags = FlagRights.Within(flags, rights);
        return mode != FlagMode.Replace && !flags.IsEmpty;
    }

    public CommitTicket<FlagResult> Refused() => Ticket.At(new FlagResult(Refusal.NotPermitted, UidSet.Empty, UidSet.Empty, Status.HighestModSeq));

    private async ValueTask<IMailboxView> BehindAsync(ValueTask<IMailboxView> opening) => Behind(await opening);

    private ViewDoor Behind(IMailboxView view) => new(view, this);
}
