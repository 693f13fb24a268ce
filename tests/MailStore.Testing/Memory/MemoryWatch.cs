using MailStore.Abstractions.Accounts;

namespace MailStore.Testing.Memory;

internal sealed class MemoryWatch : IDisposable
{
    private readonly MemoryMailStore _store;
    private readonly List<Action<AccountChange>> _listeners;
    private readonly Action<AccountChange> _listener;

    public MemoryWatch(MemoryMailStore store, List<Action<AccountChange>> listeners, Action<AccountChange> listener)
    {
        // One of its own, so that a listener that watches twice is told twice and leaves once.
        (_store, _listeners, _listener) = (store, listeners, change => listener(change));
        lock (store.Gate)
        {
            listeners.Add(_listener);
        }
    }

    public void Dispose()
    {
        lock (_store.Gate)
        {
            _listeners.Remove(_listener);
        }
    }
}
