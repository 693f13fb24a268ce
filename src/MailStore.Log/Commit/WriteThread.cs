using System.Runtime.ExceptionServices;
using MailStore.Log.Devices;

namespace MailStore.Log.Commit;

/// <summary>A thread that waits for the disk in the writer's place. It begins with the first batch that is worth it.</summary>
internal sealed class WriteThread(string name, Action wake) : IWriteBehind
{
    private readonly AutoResetEvent _begun = new(initialState: false);
    private readonly ManualResetEventSlim _done = new(initialState: true);
    private Thread? _thread;
    private Action? _write;
    private ExceptionDispatchInfo? _fault;

    public bool IsDone => _done.IsSet;

    public bool IsDeferred => false;

    public void Begin(Action write)
    {
        Invariant.Holds(_done.IsSet && _fault is null);
        _done.Reset();
        _write = write;
        if (_thread is null)
        {
            _thread = new Thread(Run) { IsBackground = true, Name = name };
            _thread.Start();
        }

        _begun.Set();
    }

    public void End()
    {
        _done.Wait();
        _fault?.Throw();
    }

    public void Dispose()
    {
        _done.Wait();
        if (_thread is not null)
        {
            _write = null;
            _begun.Set();
            _thread.Join();
        }

        _begun.Dispose();
        _done.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _begun.WaitOne();
            if (_write is not { } write)
            {
                return;
            }

            try
            {
                write();
            }
            catch (StorageFaultException fault)
            {
                _fault = ExceptionDispatchInfo.Capture(fault);
            }

            _done.Set();
            wake();
        }
    }
}
