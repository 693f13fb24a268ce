using System.Text;
using MailStore.Server.Watching;
using MailStore.Server.Watching.Export;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MailStore.Server.Tests.Watching;

public sealed class OtlpExportTests
{
    [Fact]
    public async Task A_collector_gets_metrics_and_traces()
    {
        var came = new Dictionary<string, string>();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, options => options.Protocols = HttpProtocols.Http2));
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            lock (came)
            {
                came[context.Request.Path.Value!] = Encoding.Latin1.GetString(body.ToArray());
            }

            // An empty message, and that all is well.
            context.Response.ContentType = "application/grpc";
            context.Response.AppendTrailer("grpc-status", "0");
            await context.Response.Body.WriteAsync(new byte[5]);
        });
        await collector.StartAsync();
        using var output = new StringWriter();
        using var log = new LineLog(output, TimeProvider.System);
        using var tower = new Watchtower(new EventLog(log), TimeProvider.System);
        using (new OtlpExport(new(collector.Urls.Single())))
        {
            using var session = new WatchedSession(tower, "imap", null, default);
            session.Answered("NOOP", TimeProvider.System.GetTimestamp());
            session.End("closed");
        }

        Assert.Contains("mailstore.command.duration", came["/opentelemetry.proto.collector.metrics.v1.MetricsService/Export"], StringComparison.Ordinal);
        Assert.Contains("NOOP", came["/opentelemetry.proto.collector.trace.v1.TraceService/Export"], StringComparison.Ordinal);
    }
}
