using MailStore.Abstractions.Changes;
using MailStore.Abstractions.Messages;

namespace MailStore.Abstractions.Mailboxes;

/// <summary>Outcome of a change of flags.</summary>
/// <param name="Refusal">If anything but none, nothing was changed.</param>
/// <param name="Changed">Messages that have other flags than before; each has <paramref name="ModSeq"/> now.</param>
/// <param name="Conflicts">RFC 7162 §3.1.3, MODIFIED: messages left alone since they had changed after the mod-sequence that was given.</param>
/// <param name="ModSeq">Of this change; the mailbox' highest if nothing changed.</param>
public readonly record struct FlagResult(Refusal Refusal, UidSet Changed, UidSet Conflicts, ModSeq ModSeq);
