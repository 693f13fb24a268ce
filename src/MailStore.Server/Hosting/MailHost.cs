using System.Net;
using MailStore.Server.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MailStore.Server.Hosting;

/// <summary>The listeners. Whoever starts it decides when it stops: signals are not its business.</summary>
internal sealed class MailHost : IAsyncDisposable
{
    private const int ReadAheadBytes = 128 * 1024;

    /// <summary>Sockets at once. Each takes some KiB before it has said anything.</summary>
    private const int ConnectionsMax = 10_000;

    /// <summary>Commands that run when the server stops are finished; a client that does not read is not waited for longer.</summary>
    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(20);

    private readonly WebApplication _application;
    private readonly List<(ListenerKind Kind, ListenOptions Options)> _open;

    private MailHost(WebApplication application, List<(ListenerKind Kind, ListenOptions Options)> open)
    {
        _application = application;
        _open = open;
    }

    /// <summary>In the order asked for.</summary>
    public IReadOnlyList<ListeningPlace> Places => [.. _open.Select(listener => new ListeningPlace(listener.Kind, (IPEndPoint)listener.Options.EndPoint))];

    /// <param name="certificates">Null: no TLS.</param>
    /// <exception cref="IOException">An address is in use.</exception>
    public static async Task<MailHost> StartAsync(IReadOnlyList<Listener> listeners, CertificateSet? certificates, TextWriter log, CancellationToken cancel)
    {
        // No content root, no files of settings, no variables: what runs is what was asked for.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();

        // What a client may send ahead of us: by default it is a MiB for each connection, which many large messages at once would fill.
        builder.WebHost.UseSockets(options =>
        {
            options.MaxReadBufferSize = ReadAheadBytes;

            // A session goes on where its octets came in, and what it writes goes out from where it is written: no handler of ours
            // blocks, and each turn of the pool in between would cost more than most commands.
            options.UnsafePreferInlineScheduling = true;
        });
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = s_drainTime);
        builder.Logging.AddProvider(new LineLog(log));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        // What fails at the start is thrown, and said by whoever catches it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        var open = new List<(ListenerKind Kind, ListenOptions Options)>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
            var stopping = kestrel.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            var peers = new PeerLimit(PeerLimit.DefaultConnectionsMax);
            foreach (var listener in listeners)
            {
                kestrel.Listen(listener.Place, options =>
                {
                    open.Add((listener.Kind, options));
                    options.Run(new SocketHandler(listener, certificates, peers, stopping).RunAsync);
                });
            }
        });
        var host = new MailHost(builder.Build(), open);
        var isStarted = false;
        try
        {
            await host._application.StartAsync(cancel);
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
