namespace MailStore.Engine.Mailboxes;

/// <summary>Keeps objects for the next who needs one. What is more than it keeps is left to the collector.</summary>
internal sealed class Pool<T>(Func<T> make, int most)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly T[] _free = new T[most];
    private int _count;

    public T Take()
    {
        lock (_gate)
        {
            if (_count > 0)
            {
                return _free[--_count];
            }
        }

        return make();
    }

    public void Return(T item)
    {
        lock (_gate)
        {
            if (_count < _free.Length)
            {
                _free[_count++] = item;
            }
        }
    }
}
