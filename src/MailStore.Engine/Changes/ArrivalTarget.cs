using MailStore.Abstractions.Accounts;
using MailStore.Abstractions.Mailboxes;
using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Changes;

/// <summary>One mailbox that a message arrives in.</summary>
/// <param name="IsClaimed">A view that may write is open and takes it as recent.</param>
/// <param name="ThreadKeys">Those that the account did not know: they are of this thread from now on.</param>
internal readonly record struct ArrivalTarget(
    AccountId Account,
    MailboxId Mailbox,
    Uid Uid,
    ModSeq ModSeq,
    ThreadId Thread,
    SystemFlags Flags,
    KeywordBits Keywords,
    bool IsClaimed,
    ReadOnlyMemory<ulong> ThreadKeys);
