using MailStore.Abstractions.Mailboxes;

namespace MailStore.Imap.Session;

/// <summary>What an order is of.</summary>
/// <param name="Way">By what messages are ordered, as a number that no other way has.</param>
internal readonly record struct OrderKey(MailboxId Mailbox, ulong Way)
{
    /// <summary>Ways of THREAD are above this, those of SORT below.</summary>
    public const ulong OfThreads = 1UL << 63;
}
