using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Mailboxes;

/// <summary>Outcome of an expunge: which messages are gone, and the mod-sequence of their going (the highest if none went).</summary>
public sealed record ExpungeResult(Refusal Refusal, UidSet Expunged, ModSeq ModSeq);
