using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Accounts;

/// <summary>What one message is in one account: ids that its mailboxes share, and what was decided for them so far.</summary>
internal sealed class Birth(AccountState account, ThreadId thread, ReadOnlyMemory<ulong> newKeys)
{
    public AccountState Account => account;

    public ThreadId Thread => thread;

    /// <summary>Keys of the conversation that the account does not know yet; the first mailbox brings them.</summary>
    public ReadOnlyMemory<ulong> NewKeys { get; set; } = newKeys;

    public long Bytes { get; set; }

    public int Messages { get; set; }
}
