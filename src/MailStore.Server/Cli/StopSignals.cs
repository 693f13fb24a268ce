using System.Runtime.InteropServices;

namespace MailStore.Server.Cli;

/// <summary>Ctrl+C and SIGTERM: the first asks to end in order, the second ends at once. What was acknowledged is on disk either way.</summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>128 and the number of the signal, as shells count.</summary>
    private const int SignalBase = 128;

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals()
    {
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Take(context, 2)), PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Take(context, 15))];
    }

    public CancellationToken Stop => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void Take(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        if (_stop.IsCancellationRequested)
        {
            Environment.Exit(SignalBase + number);
        }

        _stop.Cancel();
    }
}
