namespace MailStore.Engine.Search.Building;

/// <summary>
/// Whether mail is being written to a volume. What waits there at one moment does not tell: who writes has the processor most of the time, and
/// then nothing waits.
/// </summary>
/// <param name="queued">Requests that wait.</param>
/// <param name="done">Requests that were answered, ever.</param>
internal sealed class WriteTraffic(Func<int> queued, Func<long> done)
{
    private long _seen;

    /// <summary>Something waits, or was answered since this was asked before.</summary>
    public bool IsBusy()
    {
        var now = done();
        var isBusy = now != _seen || queued() > 0;
        _seen = now;
        return isBusy;
    }
}
