using MailStore.Abstractions.Messages;

namespace MailStore.Engine.Accounts;

/// <summary>What one message is in one account: ids that its mailboxes share, and what was decided for them so far. Used over and over.</summary>
internal sealed class Birth
{
    private ulong[] _keys = new ulong[8];
    private int _keyCount;

    public AccountState Account { get; private set; } = null!;

    public ThreadId Thread { get; set; }

    public long Bytes { get; set; }

    public int Messages { get; set; }

    public void Begin(AccountState account) => (Account, Thread, Bytes, Messages, _keyCount) = (account, default, 0, 0, 0);

    /// <summary>A key of the conversation that the account does not know yet. Twice is once.</summary>
    public void AddKey(ulong key)
    {
        if (_keys.AsSpan(0, _keyCount).Contains(key))
        {
            return;
        }

        if (_keyCount == _keys.Length)
        {
            Array.Resize(ref _keys, 2 * _keys.Length);
        }

        _keys[_keyCount++] = key;
    }

    /// <summary>The keys, for the first mailbox; it brings them. Lent until the next message.</summary>
    public ReadOnlyMemory<ulong> TakeKeys()
    {
        var keys = _keys.AsMemory(0, _keyCount);
        _keyCount = 0;
        return keys;
    }
}
