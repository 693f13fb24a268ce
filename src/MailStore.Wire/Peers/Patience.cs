namespace MailStore.Wire.Peers;

/// <summary>
/// How long one waits for a client, again and again, without a timer of its own each time. Stopping it ends the wait that is
/// under way and all to come.
/// </summary>
public sealed class Patience(TimeProvider clock) : IDisposable
{
    private readonly CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, clock);

    public required TimeSpan Limit { get; set; }

    /// <summary>Cancelled when it was stopped, and when a wait has taken too long.</summary>
    public CancellationToken Over => _source.Token;

    public CancellationToken Begin()
    {
        _source.CancelAfter(Limit);
        return _source.Token;
    }

    public void End() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Stop() => _source.Cancel();

    public void Dispose() => _source.Dispose();
}
