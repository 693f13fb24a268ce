using Microsoft.Extensions.Hosting;

namespace MailStore.Server.Hosting;

/// <summary>Leaves signals to the command line, which stops the host and then the store, in this order.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
