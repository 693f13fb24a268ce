using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Mailboxes;

/// <summary>Outcome of an append: RFC 4315 §3, APPENDUID. All messages of it are there or none; their UIDs are in the order given.</summary>
public sealed record AppendResult(Refusal Refusal, UidValidity UidValidity, UidSet Uids)
{
    public static AppendResult Refused(Refusal refusal) => new(refusal, default, UidSet.Empty);
}
