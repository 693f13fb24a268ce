using MailStore.Log.Devices;

namespace MailStore.Log.Compaction;

/// <summary>Does the upkeep of a volume beside its writer, throttled. A fault ends it, and is told.</summary>
internal sealed class UpkeepThread : IDisposable
{
    private static readonly TimeSpan WriterPause = TimeSpan.FromMilliseconds(2);
    private readonly Upkeep _upkeep;
    private readonly UpkeepOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _ended;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;

    public UpkeepThread(Upkeep upkeep, UpkeepOptions options, TimeProvider time, Action<Exception> ended, string name)
    {
        _upkeep = upkeep;
        _options = options;
        _time = time;
        _ended = ended;
        _thread = new Thread(Run) { IsBackground = true, Name = name, Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>Why it ended; null while it goes on.</summary>
    public Exception? Fault { get; private set; }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        while (Wait(_options.Interval))
        {
            _upkeep.Turn.Begin();
            try
            {
                var throttle = new Throttle(_options.OctetsPerSecond, _time);
                foreach (var step in _upkeep.Run())
                {
                    if (_upkeep.Turn.IsWanted)
                    {
                        break;
                    }

                    if (!Wait(step.IsWaiting ? WriterPause : throttle.PauseAfter(step.Octets)))
                    {
                        return;
                    }
                }
            }
            catch (Exception fault) when (fault is StorageFaultException or InvalidOperationException)
            {
                Fault = fault;
                _ended(fault);
                return;
            }
            finally
            {
                _upkeep.Turn.End();
            }
        }
    }

    /// <returns>False when it is to end.</returns>
    private bool Wait(TimeSpan pause)
    {
        if (pause > TimeSpan.Zero)
        {
            using var done = new ManualResetEventSlim();
            using var timer = _time.CreateTimer(static state => ((ManualResetEventSlim)state!).Set(), done, pause, Timeout.InfiniteTimeSpan);
            WaitHandle.WaitAny([done.WaitHandle, _stop.Token.WaitHandle]);
        }

        return !_stop.IsCancellationRequested;
    }
}
