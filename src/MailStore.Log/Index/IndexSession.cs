using FASTER.core;

namespace MailStore.Log.Index;

/// <summary>
/// One session with FASTER, for one thread at a time. Entering it announces the thread's epoch; FASTER does that with a plain
/// store, and a processor may read the log before others see it, so that a page goes while it is read. The fence closes that.
/// </summary>
internal sealed class IndexSession : IDisposable
{
    private readonly ClientSession<IndexKey, IndexValue, byte, IndexBuffer?, ReadOutcome?, IndexFunctions> _session;
    private readonly UnsafeContext<IndexKey, IndexValue, byte, IndexBuffer?, ReadOutcome?, IndexFunctions> _context;
    private readonly ReadOutcome _outcome = new();

    public IndexSession(FasterKV<IndexKey, IndexValue> store, IndexFunctions functions)
    {
        _session = store.For(functions).NewSession<IndexFunctions>();
        _context = _session.UnsafeContext;
    }

    /// <summary>Copies the record out; with no buffer it is only looked for. Tells its place in the log.</summary>
    public bool TryRead(IndexKey key, IndexBuffer? into, out long address)
    {
        byte input = 0;
        var options = default(ReadOptions);
        Enter();
        try
        {
            var status = _context.Read(ref key, ref input, ref into, ref options, out var metadata, _outcome);
            if (!status.IsPending)
            {
                address = metadata.Address;
                return status.Found;
            }

            // The device has read it already, as it does nothing later than asked.
            _context.CompletePending(wait: true);
            address = _outcome.Address;
            return _outcome.IsFound;
        }
        finally
        {
            _context.EndUnsafe();
        }
    }

    public unsafe void Put(IndexKey key, ReadOnlySpan<byte> value)
    {
        byte input = 0;
        IndexBuffer? output = null;
        fixed (byte* octets = value)
        {
            var source = IndexValue.Outside(octets, value.Length);
            Enter();
            try
            {
                if (_context.Upsert(ref key, ref input, ref source, ref output).IsPending)
                {
                    _context.CompletePending(wait: true);
                }
            }
            finally
            {
                _context.EndUnsafe();
            }
        }
    }

    public void Delete(IndexKey key)
    {
        Enter();
        try
        {
            if (_context.Delete(ref key).IsPending)
            {
                _context.CompletePending(wait: true);
            }
        }
        finally
        {
            _context.EndUnsafe();
        }
    }

    /// <summary>Takes part in FASTER's state machine, which moves on when its sessions do.</summary>
    public void Refresh() => _session.Refresh();

    public void Dispose() => _session.Dispose();

    private void Enter()
    {
        _context.BeginUnsafe();
        Interlocked.MemoryBarrier();
    }
}
