namespace MailStore.Log.Index;

/// <summary>
/// The thread that writes for the index and completes its checkpoints. Never the pool: FASTER blocks in places, and a pool that
/// waits for itself stands still.
/// </summary>
internal sealed class IndexThread
{
    private readonly object _gate = new();
    private readonly Queue<(CrcDevice Device, DeviceWrite Write)> _writes = new();
    private readonly Thread _thread;
    private Func<bool>? _step;
    private bool _isClosing;

    public IndexThread(string place)
    {
        _thread = new(Run) { IsBackground = true, Name = $"index of {place}" };
        _thread.Start();
    }

    public void Enqueue(CrcDevice device, in DeviceWrite write)
    {
        lock (_gate)
        {
            _writes.Enqueue((device, write));
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Calls the step between writes until it says that it is done.</summary>
    public void Drive(Func<bool> step)
    {
        lock (_gate)
        {
            _step = step;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Ends when everything that was asked for is done.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosing = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    private void Run()
    {
        while (true)
        {
            (CrcDevice Device, DeviceWrite Write) next;
            Func<bool>? step;
            lock (_gate)
            {
                while (!_writes.TryDequeue(out next) && _step == null)
                {
                    if (_isClosing)
                    {
                        return;
                    }

                    Monitor.Wait(_gate);
                }

                step = _step;
            }

            if (next.Device != null)
            {
                next.Device.Write(next.Write);
            }
            else
            {
                Step(step!);
            }
        }
    }

    private void Step(Func<bool> step)
    {
        if (step())
        {
            // Whoever waited for it may have set the next one already.
            lock (_gate)
            {
                _step = ReferenceEquals(_step, step) ? null : _step;
            }
        }
        else
        {
            Thread.Yield();
        }
    }
}
