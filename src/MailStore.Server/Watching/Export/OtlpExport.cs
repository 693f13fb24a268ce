using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MailStore.Server.Watching.Export;

/// <summary>Sends metrics and traces to a collector, by OTLP over gRPC. What it has not sent yet goes when it is disposed of.</summary>
internal sealed class OtlpExport : IDisposable
{
    private const string Service = "mailstore";
    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    public OtlpExport(Uri collector)
    {
        var resource = ResourceBuilder.CreateDefault().AddService(Service);
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(ServerMeters.Name, Metrics.MetricReader.Runtime)
            .AddOtlpExporter(options => options.Endpoint = collector)
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource(Watchtower.SpanName)
            .AddOtlpExporter(options => options.Endpoint = collector)
            .Build();
    }

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }
}
