using System.Collections.Concurrent;
using System.IO.Pipelines;

namespace MailStore.Testing.Connections;

/// <summary>What a pipe has to tell is told on one thread that is none of the pool, as sockets do whose completions are inline.</summary>
public sealed class SocketScheduler : PipeScheduler, IDisposable
{
    private readonly BlockingCollection<(Action<object?> Action, object? State)> _work = [];
    private readonly Thread _thread;

    public SocketScheduler()
    {
        _thread = new(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Who asks is on that thread.</summary>
    public bool IsHere => Thread.CurrentThread == _thread;

    public override void Schedule(Action<object?> action, object? state) => _work.Add((action, state));

    public void Dispose()
    {
        _work.CompleteAdding();
        if (!IsHere)
        {
            _thread.Join();
            _work.Dispose();
        }
    }

    private void Run()
    {
        foreach (var (action, state) in _work.GetConsumingEnumerable())
        {
            action(state);
        }
    }
}
