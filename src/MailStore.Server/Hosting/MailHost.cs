using System.Net;
using System.Net.Sockets;
using MailStore.Wire.Threading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MailStore.Server.Hosting;

/// <summary>The listeners. Whoever starts it decides when it stops: signals are not its business.</summary>
internal sealed class MailHost : IAsyncDisposable
{
    private const int ReadAheadBytes = 128 * 1024;

    private readonly WebApplication _application;
    private readonly List<(ListenerKind Kind, ListenOptions Options)> _open = [];
    private ListenOptions? _http;

    private MailHost(WebApplicationBuilder builder, HostPlan plan)
    {
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, plan));
        _application = builder.Build();
        _application.Run(async request =>
        {
            if (SocketThread.IsHere)
            {
                await Task.Yield();
            }

            await plan.AnswerHttpAsync(request);
        });
    }

    /// <summary>In the order asked for.</summary>
    public IReadOnlyList<ListeningPlace> Places => [.. _open.Select(listener => new ListeningPlace(listener.Kind, (IPEndPoint)listener.Options.EndPoint))];

    public IPEndPoint? Http => _http?.EndPoint as IPEndPoint;

    /// <exception cref="IOException">An address is in use, or cannot be listened at.</exception>
    public static async Task<MailHost> StartAsync(HostPlan plan, ILoggerProvider log, CancellationToken cancel)
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
        if (DescriptorLimit.Read() is { } descriptors)
        {
            // Behind the sockets' own: Kestrel asks the last one that was added.
            builder.Services.AddSingleton<SocketTransportFactory>();
            builder.Services.AddSingleton<IConnectionListenerFactory>(services => new BoundedListeners(services.GetRequiredService<SocketTransportFactory>(), BoundedListeners.RoomFor(DescriptorLimit.Room(descriptors))));
        }

        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();

        // Commands that run when the server stops are finished; a client that does not read is not waited for longer.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = plan.DrainTime);
        builder.Logging.AddProvider(log);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        // What fails at the start is thrown, and said by whoever catches it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        var host = new MailHost(builder, plan);
        var isStarted = false;
        try
        {
            await host._application.StartAsync(cancel);
            isStarted = true;
            return host;
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            throw new IOException(PortFault.Find([.. plan.Listeners.Select(listener => listener.Place), .. plan.Http is { } http ? [http] : Array.Empty<IPEndPoint>()]) ?? fault.Message, fault);
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

    private void Listen(KestrelServerOptions kestrel, HostPlan plan)
    {
        var stopping = kestrel.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        foreach (var listener in plan.Listeners)
        {
            kestrel.Listen(listener.Place, options =>
            {
                _open.Add((listener.Kind, options));
                options.Run(new SocketHandler(listener, plan.Door, plan.Tower, stopping).RunAsync);
            });
        }

        if (plan.Http is { } place)
        {
            kestrel.Listen(place, options =>
            {
                _http = options;
                options.Protocols = HttpProtocols.Http1;
            });
        }
    }
}
