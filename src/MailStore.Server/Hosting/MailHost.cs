using System.Net;
using MailStore.Imap.Session;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MailStore.Server.Hosting;

/// <summary>The listeners. Whoever starts it decides when it stops: signals are not its business.</summary>
internal sealed class MailHost : IAsyncDisposable
{
    /// <summary>Sockets at once. Each takes some KiB before it has said anything.</summary>
    private const int ConnectionsMax = 10_000;

    /// <summary>Commands that run when the server stops are finished; a client that does not read is not waited for longer.</summary>
    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(20);

    private readonly WebApplication _application;

    private MailHost(WebApplication application)
    {
        _application = application;
    }

    /// <summary>Where it listens: the port too, if none was asked for.</summary>
    public IPEndPoint Imap { get; private set; } = new(IPAddress.None, 0);

    /// <exception cref="IOException">The address is in use.</exception>
    public static async Task<MailHost> StartAsync(IPEndPoint imap, ImapServices services, TextWriter log, CancellationToken cancel)
    {
        // No content root, no files of settings, no variables: what runs is what was asked for.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton(services);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = s_drainTime);
        builder.Logging.AddProvider(new LineLog(log));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        // What fails at the start is thrown, and said by whoever catches it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
            kestrel.Listen(imap, listener => listener.UseConnectionHandler<ImapHandler>());
        });
        var host = new MailHost(builder.Build());
        var isStarted = false;
        try
        {
            await host._application.StartAsync(cancel);
            var addresses = host._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;

            // Kestrel says all of its addresses in the manner of the web.
            host.Imap = new(imap.Address, new Uri(addresses.Addresses.Single()).Port);
            isStarted = true;
            return host;
        }
        finally
        {
            if (!isStarted)
            {
                await host.DisposeAsync();
            }
        }
    }

    /// <summary>No new connection; those that are there finish the command in hand and are told BYE.</summary>
    public Task StopAsync() => _application.StopAsync();

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
