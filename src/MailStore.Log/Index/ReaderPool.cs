using FASTER.core;

namespace MailStore.Log.Index;

/// <summary>
/// The sessions of those who read: made as they are needed, never more than <see cref="SessionsMax"/>, since FASTER has room for
/// 128 threads at a time and a read takes a microsecond.
/// </summary>
internal sealed class ReaderPool : IDisposable
{
    private const int SessionsMax = 16;

    private readonly FasterKV<IndexKey, IndexValue> _store;
    private readonly IndexFunctions _functions;
    private readonly IndexSession?[] _free = new IndexSession?[SessionsMax];
    private int _made;
    private volatile bool _isClosed;

    public ReaderPool(FasterKV<IndexKey, IndexValue> store, IndexFunctions functions)
    {
        _store = store;
        _functions = functions;
    }

    public IndexSession Take()
    {
        var spin = default(SpinWait);
        while (true)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (TryTake() is { } session)
            {
                return session;
            }

            if (_made < SessionsMax && Interlocked.Increment(ref _made) <= SessionsMax)
            {
                return new(_store, _functions);
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    public void Return(IndexSession session)
    {
        for (var i = 0; ; i = (i + 1) % SessionsMax)
        {
            if (Interlocked.CompareExchange(ref _free[i], session, null) == null)
            {
                return;
            }
        }
    }

    /// <summary>Waits for those who still read.</summary>
    public void Dispose()
    {
        _isClosed = true;
        var spin = default(SpinWait);
        var left = Math.Min(Interlocked.Exchange(ref _made, SessionsMax), SessionsMax);
        while (left > 0)
        {
            if (TryTake() is { } session)
            {
                session.Dispose();
                left--;
            }
            else
            {
                spin.SpinOnce(sleep1Threshold: -1);
            }
        }
    }

    private IndexSession? TryTake()
    {
        for (var i = 0; i < SessionsMax; i++)
        {
            if (Volatile.Read(ref _free[i]) != null && Interlocked.Exchange(ref _free[i], null) is { } session)
            {
                return session;
            }
        }

        return null;
    }
}
