namespace MailStore.Load.Measuring;

/// <summary>Looks at a family of processes now and then: the most memory that it was seen to hold.</summary>
internal sealed class MemoryPeak : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _looking;
    private double _highest;

    public MemoryPeak(int process)
    {
        _highest = ProcessFamily.OwnMegabytes(process);
        _looking = LookAsync(process);
    }

    public double Stop()
    {
        _stop.Cancel();
        _looking.Wait();
        return _highest;
    }

    public void Dispose() => _stop.Dispose();

    private async Task LookAsync(int process)
    {
        using var timer = new PeriodicTimer(s_pause);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                _highest = Math.Max(_highest, ProcessFamily.OwnMegabytes(process));
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped, as was to be.
        }
    }
}
