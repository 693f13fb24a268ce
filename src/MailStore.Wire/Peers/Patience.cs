namespace MailStore.Wire.Peers;

/// <summary>
/// How long one waits for a client, again and again. Each wait only notes when it would be too long: a timer that is already set
/// looks then, and is set anew if the wait that it finds began later. So a command sets no timer. Stopping it ends the wait that is
/// under way and all to come.
/// </summary>
public sealed class Patience(TimeProvider clock) : IDisposable
{
    private const long Never = long.MaxValue;

    private readonly CancellationTokenSource _source = new();
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _until = Never;
    private long _lookAt = Never;

    public required TimeSpan Limit { get; set; }

    /// <summary>Cancelled when it was stopped, and when a wait has taken too long.</summary>
    public CancellationToken Over => _source.Token;

    public CancellationToken Begin()
    {
        if (Limit >= TimeSpan.Zero)
        {
            var until = clock.GetTimestamp() + (long)(Limit.TotalSeconds * clock.TimestampFrequency);

            // Pairs with the exchange in Look: either it sees until when, or this sees that nobody will look.
            Interlocked.Exchange(ref _until, until);
            if (until < Volatile.Read(ref _lookAt))
            {
                SetTimer(until);
            }
        }

        return _source.Token;
    }

    public void End() => Volatile.Write(ref _until, Never);

    public void Stop() => _source.Cancel();

    // The source has nothing that outlives it, and a timer that looks just now may still cancel it.
    public void Dispose() => _timer?.Dispose();

    private void SetTimer(long until)
    {
        lock (_gate)
        {
            if (until < _lookAt)
            {
                Volatile.Write(ref _lookAt, until);
                _timer ??= clock.CreateTimer(static patience => ((Patience)patience!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(Left(until), Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Look()
    {
        long until;
        lock (_gate)
        {
            Interlocked.Exchange(ref _lookAt, Never);
            until = Volatile.Read(ref _until);
        }

        if (until != Never && clock.GetTimestamp() < until)
        {
            SetTimer(until);
        }
        else if (until != Never)
        {
            _source.Cancel();
        }
    }

    // A timer counts whole milliseconds, and may not look before it is time.
    private TimeSpan Left(long until) =>
        TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((until - clock.GetTimestamp()) * 1000.0 / clock.TimestampFrequency)));
}
