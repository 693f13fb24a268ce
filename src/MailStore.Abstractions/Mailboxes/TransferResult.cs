using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Mailboxes;

/// <summary>
/// Outcome of a copy or a move: RFC 4315 §3, COPYUID. The n-th UID of the source became the n-th of the target, both ascending.
/// UIDs that named no message are left out; a transfer of nothing is no refusal.
/// </summary>
/// <param name="ModSeq">In the source, of the messages' going, if they were moved.</param>
public sealed record TransferResult(Refusal Refusal, UidValidity UidValidity, UidSet Source, UidSet Target, ModSeq ModSeq)
{
    public static TransferResult Refused(Refusal refusal) => new(refusal, default, UidSet.Empty, UidSet.Empty, default);
}
